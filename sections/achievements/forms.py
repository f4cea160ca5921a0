from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sections.listing import FilterForm, HubFilterField

from .enums import AchievementLevel


class AchievementFilterForm(FilterForm):
    """Filters of the register."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", pgettext_lazy("level", "Any")), *AchievementLevel.choices],
        required=False,
    )
    hub = HubFilterField()

    def __init__(self, *args, years, in_hub=False, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(year), str(year)) for year in years]
        self.fields["year"].choices = [("", pgettext_lazy("year", "Any")), *choices]
        if in_hub:
            del self.fields["hub"]

    def apply_but_level(self, achievements):
        """``achievements`` by year and hub: among them the chart counts the levels."""
        values = self.values()
        if year := values.get("year"):
            achievements = achievements.filter(date__year=year)
        if hub := values.get("hub"):
            achievements = achievements.in_hub(hub)
        return achievements

    def apply_level(self, achievements):
        level = self.values().get("level")
        return achievements.filter(level=level) if level else achievements
