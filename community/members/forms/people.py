"""Forms by which people come in, and those in which the admin keeps them."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser
from wagtail.users.forms import UserCreationForm, UserEditForm

MAX_LOGIN = 254


class SignInForm(AuthenticationForm):
    """E-mail or user name, and a password."""

    error_messages = {
        "invalid_login": _(
            "There is no such pair of name and password. Check the keyboard layout and whether "
            "capital letters are on."
        ),
        "inactive": _("This account is closed. Write to the site's owner if that is a mistake."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login = self.fields["username"]
        login.label = _("E-mail or user name")
        login.max_length = MAX_LOGIN
        login.widget.attrs.update(maxlength=MAX_LOGIN, autocomplete="username")


class PersonFieldsMixin(forms.ModelForm):
    """What the site keeps of a person beside what Wagtail asks for.

    A pupil may have no e-mail and a person no patronymic; only the user name is necessary.
    """

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("May be empty: then the person signs in by user name."),
    )
    first_name = forms.CharField(label=_("First name"), required=False, max_length=150)
    last_name = forms.CharField(label=_("Surname"), required=False, max_length=150)

    def clean_email(self):
        """No e-mail is kept as none, not as an empty text: two people may have none."""
        return self.cleaned_data["email"] or None


PERSON_FIELDS = {"middle_name", "public_name", "position", "photo", "status"}
PERSON_WIDGETS = {"photo": AdminImageChooser}


class PersonCreationForm(PersonFieldsMixin, UserCreationForm):
    """A new person."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | PERSON_FIELDS
        widgets = {**UserCreationForm.Meta.widgets, **PERSON_WIDGETS}


class PersonEditForm(PersonFieldsMixin, UserEditForm):
    """A person who is here."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | PERSON_FIELDS
        widgets = {**UserEditForm.Meta.widgets, **PERSON_WIDGETS}
