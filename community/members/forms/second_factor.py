"""Forms of the second step of the sign-in, in our words."""

import re

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.utils.translation import gettext_lazy as _

from .accounts import OwnWords

MAX_NAME = 80
MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


class SpacedCode:
    """Applications show codes in two groups: people type the space as well."""

    def clean_code(self):
        self.cleaned_data["code"] = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        return super().clean_code()


class AuthenticateForm(SpacedCode, OwnWords, base_forms.AuthenticateForm):
    """The code of the application, or one of the recovery codes."""


class ReauthenticateForm(SpacedCode, OwnWords, base_forms.ReauthenticateForm):
    """The same, before something that matters."""


class ActivateTOTPForm(SpacedCode, OwnWords, totp_forms.ActivateTOTPForm):
    """The first code of an application proves that it was set up."""


class ReadCredential:
    """What the browser answers is JSON that anybody can make up: a part that is missing or is
    something else makes it a wrong answer, no error of the site."""

    def clean(self):
        try:
            return super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error

    def clean_credential(self):
        clean = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
        try:
            return clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class LoginWebAuthnForm(ReadCredential, webauthn_forms.LoginWebAuthnForm):
    """A passkey instead of name and password."""


class AuthenticateWebAuthnForm(ReadCredential, webauthn_forms.AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class ReauthenticateWebAuthnForm(ReadCredential, webauthn_forms.ReauthenticateWebAuthnForm):
    """A passkey, before something that matters."""


class NamedPasskey(OwnWords):
    """A passkey has a name by which its owner knows it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("By which you know it: “My phone”, for example.")
        self.fields["name"].max_length = MAX_NAME
        self.fields["name"].widget.attrs["maxlength"] = MAX_NAME
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Sign in by it without a password")
            self.fields["passwordless"].help_text = _(
                "The device asks for a fingerprint, a face or its own code instead."
            )

    def clean_name(self):
        return (self.cleaned_data["name"] or self["name"].initial)[:MAX_NAME]


class AddWebAuthnForm(ReadCredential, NamedPasskey, webauthn_forms.AddWebAuthnForm):
    """A new passkey."""


class EditWebAuthnForm(NamedPasskey, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""
