"""Pages for everybody who has signed in: complaining, and what was decided about one's own."""

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.views.decorators import signed_in
from community.members.views.me import own_context

from .actions.appeals import appeal
from .actions.complaints import complain as make_complaint
from .actions.complaints import find_complaint, why_not_complain
from .forms import AppealForm, ComplaintForm, add_errors
from .kinds import get_kind
from .models import Complaint, Decision
from .notices import read_decision_token
from .things import load_things, readable_things, thing_of

PAGE_SIZE = 20
asks_and_does = require_http_methods(["GET", "HEAD", "POST"])


@asks_and_does
@signed_in
def complain(request, kind_name, pk):
    """``/complaints/<kind>/<id>/``: says what is wrong; afterwards, what became of it."""
    kind = get_kind(kind_name)
    if kind is None:
        raise Http404
    # By `id`, a number too long for the database is nothing; by `pk`, an error.
    target = get_object_or_404(kind.visible_to(request.user), id=pk)
    complaint = find_complaint(request.user, target)
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and complaint is None and form.is_valid():
        try:
            make_complaint(target, request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except PermissionDenied as error:
            form.add_error(None, str(error))
        else:
            return redirect(request.path)
    context = {
        "title": _("Complaint"),
        "breadcrumbs": [(kind.get_title(target), kind.get_url(target)), (_("Complaint"), "")],
        "noindex": True,
        "kind": kind,
        "thing_title": kind.get_title(target),
        "thing_url": kind.get_url(target),
        "form": form,
        "complaint": complaint,
        "why_not": why_not_complain(request.user, kind, target),
    }
    return TemplateResponse(request, "moderation/complain.html", context)


def _page_or_404(request, rows):
    try:
        return Paginator(rows, PAGE_SIZE).page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


@require_safe
@signed_in
def my_decisions(request):
    """``/me/decisions/``: what moderators decided about what is mine."""
    decisions = Decision.objects.filter(author=request.user).select_related(
        "case__content_type", "appeal"
    )
    page = _page_or_404(request, decisions.prefetch_related("sanctions"))
    load_things(decision.case for decision in page)
    context = {**own_context(request, _("Decisions of moderators")), "page_obj": page}
    return TemplateResponse(request, "moderation/me/decisions.html", context)


@require_safe
@signed_in
def my_complaints(request):
    """``/me/decisions/complaints/``: what I complained of, and what became of it."""
    complaints = Complaint.objects.filter(reporter=request.user)
    page = _page_or_404(request, complaints.select_related("case__content_type"))
    load_things(complaint.case for complaint in page)
    readable = readable_things([complaint.case for complaint in page], request.user)
    for complaint in page:
        complaint.is_readable = complaint.case.thing in readable
    context = {**own_context(request, _("My complaints")), "page_obj": page}
    context["breadcrumbs"].insert(1, (_("Decisions of moderators"), _decisions_url()))
    return TemplateResponse(request, "moderation/me/complaints.html", context)


def _decisions_url():
    return reverse("moderation:my_decisions")


@asks_and_does
@signed_in
def decision(request, pk):
    """``/me/decisions/<id>/``: one decision, and the appeal against it."""
    found = get_object_or_404(_decisions(), id=pk, author=request.user)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _appeals(form, found, request.user):
        return redirect(request.path)
    context = {
        **own_context(request, _("Decision of a moderator")),
        **_about(found, form),
        "form_url": request.path,
    }
    context["breadcrumbs"].insert(1, (_("Decisions of moderators"), _decisions_url()))
    return TemplateResponse(request, "moderation/me/decision.html", context)


@asks_and_does
@never_cache
def decision_by_letter(request, token):
    """``/decisions/<token>/``: the same for whoever is suspended and cannot sign in, by the
    address in the letter."""
    try:
        pk, author_pk = read_decision_token(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    found = get_object_or_404(_decisions(), id=pk, author_id=author_pk)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _appeals(form, found, found.author):
        return redirect(request.path)
    title = _("Decision of a moderator")
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "noindex": True,
        **_about(found, form),
        "form_url": request.path,
    }
    return TemplateResponse(request, "moderation/decision_by_letter.html", context)


def _decisions():
    return Decision.objects.select_related("case__content_type", "appeal", "author", "hub")


def _appeals(form, found, author):
    """Whether the appeal was made; what is wrong with it stands in ``form``."""
    if not form.is_valid():
        return False
    try:
        appeal(found, author, form.cleaned_data["text"])
    except ValidationError as error:
        add_errors(form, error)
        return False
    return True


def _about(found, form):
    return {
        "decision": found,
        "thing": thing_of(found.case),
        "sanctions": list(found.sanctions.all()),
        "appeal": getattr(found, "appeal", None),
        "form": form,
    }
