"""Titles and places of the account pages, which are allauth's, and answers of our own."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SIGN_IN = _("Signing in")
SECURITY = _("Sign-in and security")
SECOND_STEP = _("Second step of the sign-in")
PASSKEYS = _("Passkeys")

# Pages on the way in: the name of the address and the title.
ENTRANCE = {
    "account_login": SIGN_IN,
    "account_logout": _("Signing out"),
    "account_inactive": _("The account is closed"),
    "account_signup": _("Registration"),
    "account_email_verification_sent": _("Code from the letter"),
    "account_reset_password": _("New password"),
    "account_reset_password_done": _("Look into your mail"),
    "account_reset_password_from_key": _("New password"),
    "account_reset_password_from_key_done": _("The password is changed"),
    "account_reauthenticate": _("Confirm that it is you"),
    "mfa_authenticate": SECOND_STEP,
    "mfa_reauthenticate": _("Confirm that it is you"),
    "mfa_reauthenticate_webauthn": _("Confirm that it is you"),
    "socialaccount_login_cancelled": _("You changed your mind"),
    "socialaccount_login_error": _("The sign-in did not work out"),
}

# Pages below "Sign-in and security": the title and the page above, if there is one between.
SETTINGS = {
    "account_email": (_("E-mail"), None),
    "account_change_password": (_("Change the password"), None),
    "account_set_password": (_("Set a password"), None),
    "usersessions_list": (_("Where you are signed in"), None),
    "socialaccount_connections": (_("Sign-in through other sites"), None),
    "mfa_index": (SECOND_STEP, None),
    "mfa_activate_totp": (_("Application with codes"), "mfa_index"),
    "mfa_deactivate_totp": (_("Switch the application off"), "mfa_index"),
    "mfa_view_recovery_codes": (_("Recovery codes"), "mfa_index"),
    "mfa_generate_recovery_codes": (_("New recovery codes"), "mfa_index"),
    "mfa_list_webauthn": (PASSKEYS, "mfa_index"),
    "mfa_add_webauthn": (_("New passkey"), "mfa_list_webauthn"),
    "mfa_edit_webauthn": (_("Name of the passkey"), "mfa_list_webauthn"),
    "mfa_remove_webauthn": (_("Remove the passkey"), "mfa_list_webauthn"),
}

OF_ALLAUTH = ("account_", "mfa_", "socialaccount_", "usersessions_")


def describe(request, response):
    """Give a page of allauth the title and the way that every page of the site has."""
    match = request.resolver_match
    name = match.url_name if match and not match.namespace else None
    if name and name.startswith(OF_ALLAUTH):
        add_never_cache_headers(response)
    if name not in ENTRANCE and name not in SETTINGS:
        return
    if response.context_data is None:
        response.context_data = {}
    if name in SETTINGS:
        request.me_section_url = reverse("members:me_security")
    title = ENTRANCE.get(name) or SETTINGS[name][0]
    context = response.context_data
    context.setdefault("title", title)
    context.setdefault("breadcrumbs", [*_above(name), (context["title"], request.path)])
    context.setdefault("noindex", True)


def _above(name):
    if name not in SETTINGS:
        return []
    trail = [(_("My page"), reverse("members:me")), (SECURITY, reverse("members:me_security"))]
    parents = []
    while parent := SETTINGS[name][1]:
        parents.insert(0, (SETTINGS[parent][0], reverse(parent)))
        name = parent
    return trail + parents


def suspended(request, person):
    """The answer to somebody with the right password who is kept out: why, and until when."""
    context = {
        "title": gettext("Your access is suspended"),
        "person": person,
        "noindex": True,
        "breadcrumbs": [(SIGN_IN, reverse("account_login"))],
    }
    response = TemplateResponse(request, "members/accounts/suspended.html", context, status=403)
    add_never_cache_headers(response)
    return response


def letter_failed(request):
    """The answer where a letter was needed and the mail server did not take it."""
    context = {
        "title": gettext("The letter was not sent"),
        "noindex": True,
        "breadcrumbs": [(gettext("The letter was not sent"), request.path)],
    }
    response = TemplateResponse(request, "members/accounts/letter_failed.html", context, status=503)
    add_never_cache_headers(response)
    return response
