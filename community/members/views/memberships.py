"""Joining a hub, leaving it, and taking a request back: each is asked about once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from subjects.models import HubPage
from subjects.permissions import people_responsible_for

from ..actions import memberships as acts
from ..enums import MembershipStatus
from ..forms.memberships import JoinForm
from ..models import Membership
from ..standing import Standing, leads_alone, own_membership, standing_of
from .decorators import signed_in
from .me import own_context

asks_and_does = require_http_methods(["GET", "HEAD", "POST"])
# Of a hub that is closed, these many people are named whom one may ask.
RESPONSIBLE_SHOWN = 3


def _hub_or_404(user, hub_id):
    """A hub that ``user`` may enter: of others she learns nothing here."""
    # By `id`, a number too long for the database is no hub; by `pk`, an error.
    return get_object_or_404(HubPage.objects.enterable_by(user).defer("body"), id=hub_id)


def _context(hub, title, **context):
    trail = [(hub.title, hub.url), (title, "")]
    return {"title": title, "hub": hub, "breadcrumbs": trail, "noindex": True, **context}


def _explain(request, error):
    for text in error.messages:
        messages.error(request, text)


@asks_and_does
@signed_in
def join(request, hub_id):
    """``/members/join/<hub>/``: asks once, then joins or sends the request."""
    hub = _hub_or_404(request.user, hub_id)
    membership = own_membership(request.user, hub)
    standing = standing_of(request.user, hub, membership)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = acts.join(request.user, hub, form.cleaned_data["note"])
        except ValidationError as error:
            _explain(request, error)
            return redirect("members:join", hub.pk)
        if changed:
            _welcome(request, hub)
        return redirect(hub.url)
    context = _context(
        hub,
        _("Joining"),
        form=form,
        standing=standing.value,
        membership=membership,
        responsible=people_responsible_for(hub)[:RESPONSIBLE_SHOWN]
        if standing in {Standing.CLOSED, Standing.FULL}
        else [],
    )
    return TemplateResponse(request, "members/hub/join.html", context)


def _welcome(request, hub):
    if own_membership(request.user, hub).is_active:
        messages.success(request, _("You are a member of “%(hub)s” now.") % {"hub": hub.title})
    else:
        messages.success(
            request,
            _("Your request is sent. A moderator looks at it, and you get the answer here."),
        )


def _own_or_404(user, hub_id, status):
    """The person's membership. It is found by its hub even if the hub was closed to her."""
    memberships = Membership.objects.select_related("hub").filter(user=user, hub__id=hub_id)
    membership = memberships.first()
    if membership is None:
        raise Http404
    return membership if membership.status == status else None


def _go_back(user, hub):
    is_open = HubPage.objects.enterable_by(user).filter(pk=hub.pk).exists()
    return redirect(hub.url if is_open else "members:me_memberships")


@asks_and_does
@signed_in
def leave(request, hub_id):
    """``/members/leave/<hub>/``: whoever leads the hub is told what her going means."""
    membership = _own_or_404(request.user, hub_id, MembershipStatus.ACTIVE)
    if membership is None:
        return redirect("members:me_memberships")
    hub = membership.hub
    if request.method == "POST":
        if acts.leave(membership):
            messages.success(request, _("You have left “%(hub)s”.") % {"hub": hub.title})
        return _go_back(request.user, hub)
    context = _context(
        hub, _("Leaving the hub"), membership=membership, leads_alone=leads_alone(membership)
    )
    return TemplateResponse(request, "members/hub/leave.html", context)


@asks_and_does
@signed_in
def withdraw(request, hub_id):
    """``/members/withdraw/<hub>/``: the request is taken back."""
    membership = _own_or_404(request.user, hub_id, MembershipStatus.REQUESTED)
    if membership is None:
        return redirect("members:me_memberships")
    hub = membership.hub
    if request.method == "POST":
        if acts.withdraw_request(membership):
            messages.success(request, _("You have taken your request back."))
        return _go_back(request.user, hub)
    context = _context(hub, _("Taking the request back"), membership=membership)
    return TemplateResponse(request, "members/hub/withdraw.html", context)


@require_safe
@signed_in
def my_memberships(request):
    """``/me/memberships/``: hubs I am in, requests that wait, and where it ended."""
    memberships = Membership.objects.filter(user=request.user).select_related("hub")
    memberships = memberships.defer("hub__body", "hub__goal").order_by("hub__path")
    context = {
        **own_context(request, _("My hubs")),
        "active": [row for row in memberships if row.is_active],
        "requested": [row for row in memberships if row.status == MembershipStatus.REQUESTED],
        "turned_away": [
            row
            for row in memberships
            if row.status in {MembershipStatus.REFUSED, MembershipStatus.EXCLUDED}
        ],
    }
    return TemplateResponse(request, "members/me/memberships.html", context)
