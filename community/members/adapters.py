"""How allauth behaves here: whose address is confirmed, who is let in, how letters go out."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.mail import send_letter, site_words

from .account_pages import letter_failed, suspended
from .actions.passwords import set_password
from .enums import UserStatus

# Letters without which the person cannot go on: when one does not go out, a page says so.
NEEDED_LETTERS = {
    "account_already_exists",
    "email_confirmation",
    "email_confirmation_signup",
    "password_reset_key",
    "unknown_account",
}
UNKNOWN_CLIENT = "::"

ERRORS = {
    "account_inactive": _("This account is closed."),
    "duplicate_email": _("This is the address that you already have."),
    "email_password_mismatch": _("There is no such pair of name and password."),
    "email_taken": _("Somebody with this e-mail is already registered."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This is not the right code."),
    "incorrect_password": _("The password is wrong."),
    "invalid_login": _("There is no such pair of name and password."),
    "invalid_or_expired_key": _("The link is no longer valid."),
    "invalid_password_reset": _("The link is no longer valid."),
    "rate_limited": _("Too many attempts one after another. Wait a little and try again."),
    "same_as_current": _("This is the same address. Enter another one."),
    "too_many_login_attempts": _(
        "Too many wrong attempts. Wait five minutes and try again, or choose a new password "
        "by e-mail."
    ),
    "unverified_primary_email": _("The address must be confirmed first."),
    "username_password_mismatch": _("There is no such pair of name and password."),
}


def display_name(user):
    """How letters and messages call a person."""
    return user.get_community_name()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of the site's people."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def get_login_stages(self):
        """Between the right password and the session: the code of those who have not confirmed
        their address, then the second factor of those who have one."""
        return [
            "community.members.stages.ConfirmEmailStage",
            "allauth.mfa.stages.AuthenticateStage",
        ]

    def is_open_for_signup(self, request):
        """Registration has pages of its own; allauth's stay closed."""
        return False

    def pre_login(self, request, user, **kwargs):
        """Who is kept out is told why; whose account is closed, that there is none."""
        if user.is_suspended:
            clear_login(request)
            return suspended(request, user)
        if not user.may_sign_in:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return None

    def post_login(self, request, user, **kwargs):
        """Who still waits to be let in sees how that stands, wherever she wanted to go."""
        response = super().post_login(request, user, **kwargs)
        if user.status == UserStatus.PENDING:
            # The code may have let her in a moment ago.
            user.refresh_from_db(fields=["status"])
        if user.status == UserStatus.PENDING:
            return redirect("members:waiting")
        return response

    def get_email_verification_redirect_url(self, email_address):
        """Who has changed her address goes back to where she did it."""
        if self.request.user.is_authenticated:
            return reverse("account_email")
        return super().get_email_verification_redirect_url(email_address)

    def set_password(self, user, password):
        set_password(user, password)

    def is_safe_url(self, url):
        """Only addresses of this very site: a name beside it may be another's."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request):
        """The visitor's address; a wrongly counted proxy must not close the doors."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or UNKNOWN_CLIENT

    def send_mail(self, template_prefix, email, context):
        """Send one of ``members/letters``; without a needed one the person cannot go on."""
        name = template_prefix.rpartition("/")[2]
        words = {**context, "email": email}
        sent = send_letter(f"members/letters/{name}.txt", email, words)
        if not sent and name in NEEDED_LETTERS:
            raise ImmediateHttpResponse(letter_failed(self.request))

    def send_password_reset_mail(self, user, email, context):
        """Whose account is not open yet, or no longer, gets the letter of those unknown."""
        if user.may_sign_in or user.is_suspended:
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/unknown_account", email, {})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: applications with codes, passkeys, recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This is not the right code. It changes twice a minute; check the clock of the phone."
        ),
        "cannot_delete_authenticator": _("The second step of the sign-in cannot be switched off."),
        "cannot_generate_recovery_codes": _("First set up an application with codes or a passkey."),
    }

    def _get_site_name(self):
        return site_words()["site_name"]

    def generate_authenticator_name(self, user, kind):
        """A name that tells passkeys apart."""
        number = Authenticator.objects.filter(user_id=user.pk, type=kind).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Signing in through others. Newcomers pass through the site's own registration."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("Somebody with this e-mail is already registered."),
        "no_password": _("First set a password: without it you could not sign in any more."),
        "no_verified_email": _("First confirm an e-mail address."),
    }

    def is_open_for_signup(self, request, sociallogin):
        """``members:signup`` decides who may register, and how."""
        return True
