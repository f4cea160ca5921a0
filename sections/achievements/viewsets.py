"""Achievements in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn

from subjects.filters import ModeratedHubFilter
from subjects.viewsets import ScopedSnippetViewSet

from .models import Achievement


class AchievementFilterSet(WagtailFilterSet):
    """Filters of the admin's list of achievements."""

    hub = ModeratedHubFilter()

    class Meta:
        model = Achievement
        fields = ["hub", "level", "place", "date", "live"]


class AchievementViewSet(ScopedSnippetViewSet):
    """The register of achievements of the user's hubs."""

    model = Achievement
    icon = "pick"
    menu_label = _("Achievements")
    menu_order = 330
    list_display = [
        "who",
        Column("what", label=_("For what"), accessor="what"),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        Column("place", label=_("Place"), accessor="get_place_display", sort_key="place"),
        Column("date", label=_("Date"), accessor="date_label", sort_key="date"),
        Column("hub", label=_("Hub"), accessor="hub", sort_key="hub__title"),
        LiveStatusTagColumn(),
    ]
    filterset_class = AchievementFilterSet
    list_export = [
        "who",
        "what",
        "get_level_display",
        "get_place_display",
        "date",
        "hub",
        "status_string",
    ]
    export_headings = {
        "get_level_display": _("Level"),
        "get_place_display": _("Place"),
        "hub": _("Hub"),
        "status_string": _("Status"),
    }
    export_filename = "achievements"
    inspect_view_fields = ["who", "what", "level", "place", "date", "hub", "scan"]
    ordering = ["-date", "-pk"]
    panels = [
        FieldPanel("who"),
        FieldPanel("what"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("place"), FieldPanel("date")]),
        FieldPanel("hub", widget=forms.Select),
        FieldPanel("scan"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("hub")
