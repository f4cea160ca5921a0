"""Forms of the account pages: allauth's, in words that people understand."""

import re

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import User

MAX_LOGIN = 254
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PASSWORD_HINT = _("At least 8 characters, not digits alone and not an easily guessed word.")

LABELS = {
    "login": _("E-mail or user name"),
    "password": _("Password"),
    "remember": _("Remember me on this device"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "email": _("E-mail"),
    "code": _("Code"),
}
HINTS = {"password1": PASSWORD_HINT}
AUTOCOMPLETE = {"login": "username"}


class OwnWords:
    """Gives the fields our labels and hints; a label inside a field goes away as one types."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            if name in AUTOCOMPLETE:
                field.widget.attrs["autocomplete"] = AUTOCOMPLETE[name]
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(inputmode="numeric", maxlength=16)


class SignInForm(OwnWords, account_forms.LoginForm):
    """E-mail or user name, and a password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Somebody with the right password who is kept out: the page tells her why.
        self.suspended = None
        login = forms.CharField(label=LABELS["login"], max_length=MAX_LOGIN)
        login.widget.attrs.update(autocomplete="username", autocapitalize="none")
        self.fields = {"login": login, **{k: v for k, v in self.fields.items() if k != "login"}}

    def user_credentials(self):
        """Both meanings of the name are the backend's to try."""
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }

    def clean(self):
        if self.errors:
            return self.cleaned_data
        user = get_adapter().authenticate(self.request, **self.user_credentials())
        if user is None:
            self.suspended = getattr(self.request, "suspended_person", None)
            raise ValidationError(self._what_may_be_wrong(), code="invalid_login")
        self.user = user
        self._login = Login(user=user)
        return self.cleaned_data

    def _what_may_be_wrong(self):
        """What helps whoever mistyped; says nothing about whether there is such an account."""
        login = self.cleaned_data["login"]
        errors = [
            _(
                "There is no such pair of name and password. Check the keyboard layout and "
                "whether capital letters are on."
            )
        ]
        if CYRILLIC.search(self.cleaned_data["password"]):
            errors.append(
                _("The password has Russian letters in it: maybe the keyboard was not switched.")
            )
        if "@" in login and CYRILLIC.search(login):
            errors.append(_("The e-mail has Russian letters in it: they look alike, but differ."))
        return [str(error) for error in errors]


class ResetPasswordForm(OwnWords, account_forms.ResetPasswordForm):
    """Asks for a letter with a link to choose a new password."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        # The one address that a person has; whether anybody has it is told by letter only.
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email


class ResetPasswordKeyForm(OwnWords, account_forms.ResetPasswordKeyForm):
    """A new password, by the link from the letter."""


class ChangePasswordForm(OwnWords, account_forms.ChangePasswordForm):
    """A new password of somebody who knows the old one."""


class SetPasswordForm(OwnWords, account_forms.SetPasswordForm):
    """The first password of somebody who signed in through another site until now."""


class NewPasswordForm(SetPasswordForm):
    """One's own password in place of the one that staff gave."""

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise ValidationError(_("This is the temporary password. Choose another one."))
        return password


class ReauthenticateForm(OwnWords, account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""


class AddEmailForm(OwnWords, account_forms.AddEmailForm):
    """Another address; it is taken over when the code sent there comes back."""


class ChangeEmailForm(OwnWords, account_forms.ChangeEmailForm):
    """The right address in place of a mistyped one."""


class ConfirmCodeForm(OwnWords, account_forms.ConfirmEmailVerificationCodeForm):
    """The six digits from the letter."""

    def clean_code(self):
        # Typed as it is read out or copied: with spaces or a hyphen.
        self.cleaned_data["code"] = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        return super().clean_code()
