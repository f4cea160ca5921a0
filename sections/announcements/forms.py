from django import forms
from django.utils.translation import gettext_lazy as _

from sections.audience import AUDIENCE_FILTER_CHOICES
from sections.listing import FilterForm, HubFilterField
from subjects.models import HubPage


class AnnouncementFilterForm(FilterForm):
    """Filters of the list: for whom, and from which hub."""

    audience = forms.ChoiceField(
        label=_("For whom"), choices=AUDIENCE_FILTER_CHOICES, required=False
    )
    hub = HubFilterField()

    def __init__(self, *args, hub=None, **kwargs):
        """``hub``: the hub whose list it is; then only hubs below it are offered."""
        super().__init__(*args, **kwargs)
        if hub is None:
            return
        below = HubPage.objects.live().descendant_of(hub).order_by("path")
        if below.exists():
            self.fields["hub"].queryset = below
        else:
            del self.fields["hub"]

    def apply(self, announcements):
        """``announcements`` that the reader asked for."""
        values = self.values()
        if audience := values.get("audience"):
            announcements = announcements.for_audience(audience)
        if hub := values.get("hub"):
            announcements = announcements.in_hub(hub)
        return announcements
