"""What a person agreed to: asked at sign-in, looked through and taken back in ``/me/``."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import gates
from ..actions import consents
from ..consent_states import WHAT_FOLLOWS, get_states
from ..enums import ConsentKind, ConsentSource
from ..forms.privacy import ConsentsDueForm
from ..models import ConsentText
from ..texts import texts_in_force
from .decorators import signed_in

HISTORY = 50


def _next_url(request):
    """Where the person was going, if that is on this site."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_safe and not url.startswith(request.path) else "/"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consents_due(request):
    """New texts, or texts that changed, before the person goes on."""
    missing = consents.missing_texts(request.user)
    next_url = _next_url(request)
    if not missing:
        gates.remember(request, request.user)
        return redirect(next_url)
    form = ConsentsDueForm(request.POST or None, person=request.user, texts=missing)
    if request.method == "POST" and form.is_valid():
        try:
            consents.give_all(request.user, form.get_agreed_texts(), ConsentSource.SIGN_IN)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            gates.remember(request, request.user)
            messages.success(request, _("Thank you. Your consent is recorded."))
            return redirect(next_url)
    given = request.user.consents.filter(text__kind__in=[text.kind for text in missing])
    given = set(given.values_list("text__kind", "text__version"))
    for text in missing:
        kinds = {kind for kind, _version in given}
        # Who took back this very version is not told that it is new.
        text.is_changed = text.kind in kinds and (text.kind, text.version) not in given
    title = _("Your consent is needed")
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "noindex": True,
        "form": form,
        "asked": list(zip(missing, form.consent_fields(), strict=False)),
        "next": next_url,
    }
    return TemplateResponse(request, "members/consents_due.html", context)


@signed_in
def me_consents(request):
    """All that the person agreed to, and how it stands."""
    history = request.user.consents.select_related("text")[:HISTORY]
    context = {
        "title": _("Consents"),
        "breadcrumbs": [(_("My page"), reverse("members:me")), (_("Consents"), request.path)],
        "noindex": True,
        "states": get_states(request.user),
        "history": history,
    }
    return TemplateResponse(request, "members/me/consents.html", context)


@signed_in
@require_POST
def give_consent(request, kind):
    """Agree to the version that stood on the page."""
    _check_kind(kind)
    in_force = texts_in_force().get(kind)
    seen = request.POST.get("text", "")
    if in_force is None or seen != str(in_force.pk):
        messages.error(request, _("The text has changed meanwhile. Read it and agree once more."))
        return redirect("members:me_consents")
    text = ConsentText.objects.get(pk=in_force.pk)
    try:
        is_new = consents.give(request.user, text, ConsentSource.ACCOUNT)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        gates.remember(request, request.user)
        if is_new:
            messages.success(request, _("Thank you. Your consent is recorded."))
    return redirect("members:me_consents")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request, kind):
    """Says what follows, and takes the consent back when the person goes on."""
    _check_kind(kind)
    held = consents.held_consents(request.user).filter(text__kind=kind)
    consent = held.select_related("text").first()
    if consent is None:
        return redirect("members:me_consents")
    if request.method == "POST":
        try:
            consents.withdraw(request.user, kind)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("members:me_consents")
        if kind == ConsentKind.PERSONAL_DATA:
            logout(request)
            messages.success(request, _("Your consent is withdrawn. The account will be deleted."))
            return redirect("/")
        gates.remember(request, request.user)
        messages.success(request, _("Your consent is withdrawn."))
        return redirect("members:me_consents")
    title = _("Withdraw the consent?")
    context = {
        "title": title,
        "breadcrumbs": [
            (_("My page"), reverse("members:me")),
            (_("Consents"), reverse("members:me_consents")),
            (title, request.path),
        ],
        "noindex": True,
        "consent": consent,
        "what_follows": WHAT_FOLLOWS[kind],
    }
    return TemplateResponse(request, "members/me/consent_withdraw.html", context)


def _check_kind(kind):
    if kind not in ConsentKind.values:
        raise Http404
