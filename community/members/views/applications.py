"""How an application stands: what comes next, and what its owner may do."""

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ..actions import registration as actions
from ..enums import MembershipStatus, RegistrationStatus, UserStatus
from ..forms.registration import ApplyAgainForm
from ..models import Registration
from .decorators import signed_in


def _asked_hubs(user):
    asked = user.memberships.filter(status=MembershipStatus.REQUESTED)
    return [row.hub for row in asked.select_related("hub").order_by("hub__path")]


def _own_registration(user):
    return Registration.objects.select_related("user").filter(user=user).first()


def _own_registration_or_404(request):
    registration = _own_registration(request.user)
    if registration is None:
        raise Http404
    registration.user = request.user
    return registration


@signed_in
def waiting(request):
    """The state of my application. Refused and withdrawn ones may be mended and sent again."""
    user = request.user
    if user.status != UserStatus.PENDING:
        return redirect("members:me")
    registration = _own_registration(user)
    form = None
    if registration and registration.status in actions.MAY_APPLY_AGAIN:
        registration.user = user
        form = _apply_again_form(request, registration)
        if request.method == "POST" and form.is_valid():
            return _apply_again(request, registration, form)
    elif request.method == "POST":
        return redirect("members:waiting")
    title = _("My application")
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "noindex": True,
        "registration": registration,
        "statuses": RegistrationStatus,
        "hubs": _asked_hubs(user),
        "form": form,
    }
    return TemplateResponse(request, "members/registration/waiting.html", context)


def _apply_again_form(request, registration):
    if request.method == "POST":
        return ApplyAgainForm(request.POST)
    user = registration.user
    return ApplyAgainForm(
        initial={
            "last_name": user.last_name,
            "first_name": user.first_name,
            "middle_name": user.middle_name,
            "role": user.role,
            "school_class": user.school_class,
            "organisation": user.organisation_id or "",
            "organisation_text": str(user.organisation or user.other_organisation),
            "hubs": [hub.pk for hub in _asked_hubs(user)],
        }
    )


def _apply_again(request, registration, form):
    try:
        actions.apply_again(registration, form.get_application())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Your application is sent again."))
    return redirect("members:waiting")


@require_POST
@signed_in
def withdraw(request):
    """Take my application back."""
    try:
        if actions.withdraw(_own_registration_or_404(request)):
            messages.success(request, _("You have taken your application back."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("members:waiting")


@require_POST
@signed_in
def confirm(request):
    """A new code to the address that is not confirmed yet."""
    registration = _own_registration_or_404(request)
    if registration.status != RegistrationStatus.UNCONFIRMED or not request.user.email:
        return redirect("members:waiting")
    EmailVerificationProcess.initiate(request=request, user=request.user, email=request.user.email)
    return redirect("account_email_verification_sent")


@require_GET
@signed_in
def welcome(request):
    """The first page as a member: where she is now and what to do next."""
    user = request.user
    if user.status == UserStatus.PENDING:
        return redirect("members:waiting")
    joined = user.memberships.active().select_related("hub").order_by("hub__path")
    title = _("Welcome to the community!")
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "noindex": True,
        "joined": [row.hub for row in joined],
        "asked": _asked_hubs(user),
    }
    return TemplateResponse(request, "members/registration/welcome.html", context)
