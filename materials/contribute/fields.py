"""Fields of the forms for authors: several files at once, several short texts in one, a choice
that bears any key."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.text.keys import as_key


class FilesInput(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Gives the files that were chosen; each is checked when it is kept."""

    widget = FilesInput


class Lines(forms.CharField):
    """Several short texts, one in a line or between commas."""

    def __init__(self, *, separator, longest, most, **kwargs):
        super().__init__(**kwargs)
        self.separator, self.longest, self.most = separator, longest, most

    def clean(self, value):
        text = super().clean(value)
        lines = [" ".join(line.split()) for line in re.split(self.separator, text)]
        lines = list(dict.fromkeys(line for line in lines if line))
        if len(lines) > self.most:
            raise ValidationError(_("At most %(number)s.") % {"number": self.most})
        if any(len(line) > self.longest for line in lines):
            raise ValidationError(
                _("One of them is too long: up to %(number)s letters each.")
                % {"number": self.longest}
            )
        return lines


class ChoiceField(forms.ModelChoiceField):
    """One row; what cannot be a key is refused before the database is asked."""

    def to_python(self, value):
        if value not in self.empty_values and as_key(str(value)) is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
            )
        return super().to_python(value)


class ChoicesField(forms.ModelMultipleChoiceField):
    """Several rows, with the same care."""

    def clean(self, value):
        for key in value or []:
            if as_key(str(key)) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key}
                )
        return super().clean(value)
