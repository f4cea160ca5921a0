from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sections.listing import FilterForm, HubFilterField

from .enums import DocumentKind, DocumentStatus


class OfficialFilterForm(FilterForm):
    """Filters of the register."""

    q = forms.CharField(label=_("Title or number"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", pgettext_lazy("kind of document", "Any")), *DocumentKind.choices],
        required=False,
    )
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", pgettext_lazy("status of a document", "Any")), *DocumentStatus.choices],
        required=False,
    )
    hub = HubFilterField()

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [
            ("", pgettext_lazy("year", "Any")), *((str(year), str(year)) for year in years)
        ]  # fmt: skip

    def apply(self, documents):
        """``documents`` that the reader asked for."""
        values = self.values()
        if q := values.get("q"):
            documents = documents.matching(q)
        if kind := values.get("kind"):
            documents = documents.filter(kind=kind)
        if year := values.get("year"):
            documents = documents.filter(date__year=year)
        if status := values.get("status"):
            documents = documents.filter(status=status)
        if hub := values.get("hub"):
            documents = documents.in_hub(hub)
        return documents
