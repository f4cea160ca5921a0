"""Forms of a person's own profile."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.text.keys import search_key
from subjects.forms import hub_label
from subjects.models import HubPage

from ..enums import PersonRole, Visibility
from ..models import User
from ..person_names import clean_person_name
from ..photo import EXTENSIONS, check_photo
from ..visibility import choice_of, get_parts
from .organisation import OrganisationForm

# No picture has so many pixels on a side.
MAX_PIXELS = 100_000
CROP = ["crop_x", "crop_y", "crop_size"]


def tidy(text):
    """``text`` in one line, without spaces around and doubled ones within."""
    return re.sub(r"\s+", " ", text).strip()


class ProfileForm(OrganisationForm, forms.ModelForm):
    """What a member tells of herself, and who sees which part of it."""

    class Meta:
        model = User
        fields = [
            "last_name", "first_name", "middle_name", "public_name", "position",
            "taught_subjects", "about",
        ]  # fmt: skip
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}
        labels = {
            "last_name": _("Surname"),
            "first_name": _("First name"),
            "middle_name": _("Patronymic"),
            "public_name": _("How to sign you"),
            "position": _("Position"),
            "taught_subjects": _("What you teach"),
            "about": _("About oneself"),
        }
        help_texts = {
            "public_name": _("What others read under your works. Empty: initials and surname."),
            "position": _("For example: teacher of mathematics."),
            "taught_subjects": _("For example: algebra, geometry."),
            "about": _("In a few words: experience, what you work on, what you can share."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ["last_name", "first_name"]:
            self.fields[name].required = True
        for name, token in [
            ("last_name", "family-name"),
            ("first_name", "given-name"),
            ("middle_name", "additional-name"),
            ("position", "organization-title"),
        ]:
            self.fields[name].widget.attrs["autocomplete"] = token
        person = self.instance
        own = str(person.organisation) if person.organisation else person.other_organisation
        self.initial["organisation_text"] = own
        self.parts = get_parts()
        for part in self.parts:
            self.fields[f"who_{part.name}"] = forms.ChoiceField(
                label=part.label,
                choices=Visibility.choices,
                initial=choice_of(self.instance, part.name, part.default),
            )

    def name_fields(self):
        """Bound fields of what one is called and does, which stand before the organisation."""
        return [self[name] for name in self.Meta.fields[:5]]

    def word_fields(self):
        """Bound fields of what one says of oneself, which stand after it."""
        return [self[name] for name in self.Meta.fields[5:]]

    def choice_fields(self):
        """Bound fields of who sees it."""
        return [self[f"who_{part.name}"] for part in self.parts]

    def clean(self):
        cleaned = super().clean()
        for name in ["position", "taught_subjects"]:
            if cleaned.get(name):
                cleaned[name] = tidy(cleaned[name])
        if "organisation_text" in cleaned:
            self._clean_organisation(cleaned)
        return cleaned

    def _clean_organisation(self, cleaned):
        text = cleaned["organisation_text"] = tidy(cleaned["organisation_text"])
        if not cleaned.get("organisation") and text == self.initial["organisation_text"]:
            # Left as it was: also a school that is no longer offered.
            cleaned["organisation"] = self.instance.organisation
        else:
            self.find_organisation(cleaned)
        cleaned["other_organisation"] = "" if cleaned["organisation"] else text

    def clean_last_name(self):
        return clean_person_name(self.cleaned_data["last_name"])

    def clean_first_name(self):
        return clean_person_name(self.cleaned_data["first_name"])

    def clean_middle_name(self):
        return clean_person_name(self.cleaned_data["middle_name"])

    def clean_about(self):
        return self.cleaned_data["about"].replace("\r\n", "\n").strip()

    def clean_public_name(self):
        name = tidy(self.cleaned_data["public_name"])
        if name and not any(char.isalpha() for char in name):
            raise ValidationError(_("A name has letters."))
        return name

    def get_facts(self):
        """What was told, by field."""
        names = [*self.Meta.fields, "organisation", "other_organisation"]
        return {name: self.cleaned_data[name] for name in names}

    def get_choices(self):
        """Who sees which part, by its name."""
        return {part.name: self.cleaned_data[f"who_{part.name}"] for part in self.parts}


class PhotoForm(forms.Form):
    """A photo and, where scripts run, the square of it that was chosen."""

    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("A picture from the phone or the computer, up to 15 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in EXTENSIONS)}),
    )
    # Words, not numbers: nobody types them, so what makes no sense is no fault but the middle.
    crop_x = forms.CharField(required=False, widget=forms.HiddenInput)
    crop_y = forms.CharField(required=False, widget=forms.HiddenInput)
    crop_size = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A long name is no fault: it is not kept.
        self.fields["photo"].max_length = None

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        check_photo(photo)
        return photo

    def get_crop(self):
        """The square as ``(left, top, side)``; ``None`` for the middle."""
        try:
            numbers = [float(self.cleaned_data[name]) for name in CROP]
        except (KeyError, ValueError):
            return None
        if not all(abs(number) < MAX_PIXELS for number in numbers):
            return None
        return tuple(round(number) for number in numbers)


class DirectoryForm(forms.Form):
    """Whom one looks for in the list of members."""

    q = forms.CharField(label=_("Name or organisation"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)
    hub = forms.ModelChoiceField(
        label=_("Hub"),
        required=False,
        queryset=HubPage.objects.none(),
        empty_label=_("All hubs"),
        to_field_name="id",
    )

    def __init__(self, data, hubs, with_pupils):
        super().__init__(data, auto_id="filter-%s")
        roles = [
            choice for choice in PersonRole.choices if with_pupils or choice[0] != PersonRole.PUPIL
        ]
        self.fields["role"].choices = [("", pgettext_lazy("roles", "All")), *roles]
        self.fields["hub"].queryset = hubs
        self.fields["hub"].label_from_instance = hub_label
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})

    def clean_q(self):
        return self.cleaned_data["q"] if search_key(self.cleaned_data["q"]) else ""
