from django import forms
from django.utils.translation import gettext_lazy as _

from sections.audience import AUDIENCE_FILTER_CHOICES
from sections.listing import FilterForm


class HelpFilterForm(FilterForm):
    """Filters of the list of instructions."""

    audience = forms.ChoiceField(
        label=_("For whom"), choices=AUDIENCE_FILTER_CHOICES, required=False
    )
    service = forms.ChoiceField(label=_("Service"), required=False)

    def __init__(self, *args, services, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [
            ("", _("Any service")),
            *((name, name) for name in services),
        ]

    def apply(self, articles):
        """``articles`` that the reader asked for."""
        values = self.values()
        if audience := values.get("audience"):
            articles = articles.for_audience(audience)
        if service := values.get("service"):
            articles = articles.filter(service=service)
        return articles
