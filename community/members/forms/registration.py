"""The two forms by which a newcomer introduces herself."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.text.keys import as_key

from .. import captcha
from ..actions.registration import Application, hubs_to_ask_for
from ..enums import SELF_CHOSEN_ROLES, PersonRole
from ..models import User
from ..person_names import clean_email_address, clean_person_name
from .consents import ConsentFieldsMixin
from .organisation import OrganisationForm

# Who comes from a school says which; parents and others may.
ORGANISATION_ROLES = {PersonRole.TEACHER, PersonRole.MANAGER, PersonRole.PUPIL}


class HubsField(forms.ModelMultipleChoiceField):
    """Hubs to join; what cannot be a key is refused before the database is asked."""

    def clean(self, value):
        for key in value or []:
            if as_key(str(key)) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": key})
        return super().clean(value)


class AboutForm(OrganisationForm):
    """Screen 1: who she is, where from, and which hubs she wants to join."""

    last_name = forms.CharField(
        label=_("Surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    middle_name = forms.CharField(
        label=_("Patronymic"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
    )
    role = forms.ChoiceField(
        label=_("Who you are"),
        choices=[],
        widget=forms.RadioSelect,
    )
    school_class = forms.CharField(
        label=_("Class"), max_length=10, required=False, help_text=_("For pupils: 7Б, for example.")
    )
    hubs = HubsField(
        label=_("Which communities you would like to join"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("This hub takes no requests any more. Choose another one."),
            "invalid_pk_value": _("This hub takes no requests any more. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hubs"].queryset = hubs_to_ask_for()
        self.fields["role"].choices = [
            (role.value, capfirst(role.label)) for role in SELF_CHOSEN_ROLES
        ]

    def clean_last_name(self):
        return clean_person_name(self.cleaned_data["last_name"])

    def clean_first_name(self):
        return clean_person_name(self.cleaned_data["first_name"])

    def clean_middle_name(self):
        return clean_person_name(self.cleaned_data["middle_name"])

    def clean(self):
        data = super().clean()
        role = data.get("role")
        if role == PersonRole.PUPIL and not data.get("school_class"):
            self.add_error("school_class", gettext("Write your class: 7Б, for example."))
        if "organisation_text" in data:
            self.find_organisation(data, is_required=role in ORGANISATION_ROLES)
        return data

    def get_application(self):
        """What was said, for ``actions.registration``; only of a valid form."""
        data = self.cleaned_data
        return Application(
            last_name=data["last_name"],
            first_name=data["first_name"],
            middle_name=data["middle_name"],
            role=data["role"],
            organisation=data["organisation"],
            other_organisation=data["organisation_text"],
            school_class=data["school_class"],
            hubs=list(data["hubs"]),
            note=data.get("note", ""),
        )


class ApplyAgainForm(AboutForm):
    """The same for somebody who was refused, with a word to whoever decides."""

    note = forms.CharField(
        label=_("Words to the moderator"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EntranceForm(ConsentFieldsMixin, forms.Form):
    """Screen 2: how she will come in, and what she agrees to, each by itself."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("A letter with a code comes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        help_text=_(
            "At least 8 characters, not only digits: three words in a row are easy to keep in mind."
        ),
        widget=forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "new-password", "data-password": ""}
        ),
    )
    # People do not see this field; programs that fill in forms do.
    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    # Of a picture with digits; without the site's wish there are none.
    captcha_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    captcha = forms.CharField(
        label=_("Digits in the picture"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Type the digits that you see in the picture.")},
    )

    def __init__(self, *args, about, has_password=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.about = about
        if not has_password:
            del self.fields["password"]
        # Whoever comes by Yandex or VK was vouched for.
        if not has_password or not captcha.is_asked_for():
            del self.fields["captcha_key"], self.fields["captcha"]
        self.add_consent_fields(about.role)

    def clean_email(self):
        return clean_email_address(self.cleaned_data["email"])

    def clean_website(self):
        if self.cleaned_data["website"]:
            self.data = self.data.copy()
            self.data["website"] = ""
            raise ValidationError(gettext("Leave this field empty"))
        return ""

    def clean(self):
        data = super().clean()
        if "website" in self.errors:
            self.add_error(
                None, gettext("A program seems to have filled in the form. Please send it again.")
            )
        if data.get("password"):
            person = User(
                first_name=self.about.first_name,
                last_name=self.about.last_name,
                email=data.get("email", ""),
            )
            try:
                validate_password(data["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        if "captcha" in self.fields:
            self._check_captcha(data)
        return data

    def _check_captcha(self, data):
        # A picture serves once: it is not spent as long as something else is wrong.
        if self.errors:
            return
        if not captcha.use(data["captcha_key"], data["captcha"]):
            words = gettext("These are other digits than in the picture. Here is a new one.")
            self.add_error("captcha", words)

    def give_captcha(self):
        """Put a picture into the form that is shown: the one that is not spent, or a new one."""
        if "captcha" not in self.fields:
            return
        is_spent = not self.is_bound or "captcha" in self.errors
        key = "" if is_spent else self.data.get("captcha_key", "")
        if not key:
            key = captcha.new_key()
        if self.is_bound and is_spent:
            self.data = self.data.copy()
            self.data["captcha_key"], self.data["captcha"] = key, ""
        self.initial["captcha_key"] = key
        self.captcha_picture = reverse("captcha-image", args=[key])
