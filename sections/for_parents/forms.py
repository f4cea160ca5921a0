from django import forms
from django.utils.translation import gettext_lazy as _

from sections.listing import FilterForm

from .enums import LessonKind


class TimetableFilterForm(FilterForm):
    """Which kind of entries the reader looks for."""

    kind = forms.ChoiceField(label=_("What to show"), choices=LessonKind.choices, required=False)
