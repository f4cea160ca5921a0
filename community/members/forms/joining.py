"""The two forms by which an invited person comes in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ..person_names import clean_email_address
from .consents import ConsentFieldsMixin

# The words are the same for every code that does not open: they tell nobody which exist.
WRONG_CODE = _(
    "This code does not open anything. Check the digits. If they are right, the code may have "
    "been used already (then sign in with your user name and password) or be out of date: ask "
    "whoever gave it to you for a new one."
)


class CodeForm(forms.Form):
    """Screen 1: the code from the sheet."""

    code = forms.CharField(
        label=_("Code from the invitation"),
        max_length=60,
        help_text=_("12 digits; spaces do not matter."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-input"}
        ),
        error_messages={"required": _("Type the code from the sheet or the letter.")},
    )


class EntryForm(ConsentFieldsMixin, forms.Form):
    """Screen 2: her own password, what she agrees to, and an e-mail if she has one."""

    school_class = forms.CharField(
        label=_("Class"),
        max_length=10,
        help_text=_("7Б, for example."),
        error_messages={"required": _("Write your class: 7Б, for example.")},
    )
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=128,
        help_text=_(
            "At least 8 characters, not only digits: three words in a row are easy to keep in mind."
        ),
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("One can do without. With it you can choose a new password yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.is_pupil:
            del self.fields["school_class"]
        else:
            self.fields["school_class"].required = not user.school_class
        if user.email:
            del self.fields["email"]
        self.add_consent_fields(role=user.role)

    def clean_school_class(self):
        return " ".join(self.cleaned_data["school_class"].split())

    def clean_email(self):
        email = self.cleaned_data["email"].strip()
        return clean_email_address(email) if email else ""

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def ordinary_fields(self):
        """Bound fields besides the boxes of consents, for the template."""
        return [self[name] for name in ["school_class", "email"] if name in self.fields]
