"""Useful sites in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn

from subjects.filters import ModeratedHubFilter
from subjects.viewsets import ScopedSnippetViewSet

from .forms import UsefulSiteForm
from .models import UsefulSite


class UsefulSiteFilterSet(WagtailFilterSet):
    """Filters of the admin's list of links."""

    hub = ModeratedHubFilter()

    class Meta:
        model = UsefulSite
        fields = ["hub", "check_status", "audience", "age_mark", "live"]


class UsefulSiteViewSet(ScopedSnippetViewSet):
    """The register of links, with what the check knows of each."""

    model = UsefulSite
    icon = "link"
    menu_label = _("Useful sites")
    menu_order = 320
    list_display = [
        "title",
        Column("host", label=_("Site"), accessor="host"),
        Column("hub", label=_("Hub"), accessor="hub", sort_key="hub__title"),
        Column("audience", label=_("For whom"), accessor="get_audience_display"),
        Column("check_status", label=_("Address"), accessor="get_check_status_display"),
        DateColumn("last_checked_at", label=_("Checked on"), sort_key="last_checked_at"),
        LiveStatusTagColumn(),
    ]
    filterset_class = UsefulSiteFilterSet
    list_export = [
        "title",
        "url",
        "annotation",
        "hub",
        "get_audience_display",
        "age_mark",
        "get_check_status_display",
        "last_status_code",
        "last_checked_at",
        "status_string",
    ]
    export_headings = {
        "hub": _("Hub"),
        "get_audience_display": _("For whom"),
        "get_check_status_display": _("Result of the check"),
        "status_string": _("Status"),
    }
    export_filename = "useful-sites"
    inspect_view_fields = [
        "title",
        "url",
        "annotation",
        "hub",
        "audience",
        "age_mark",
        "check_status",
        "failures_in_row",
        "last_checked_at",
        "last_status_code",
    ]
    ordering = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("url"),
            FieldPanel("annotation"),
            FieldRowPanel(
                [
                    FieldPanel("hub", widget=forms.Select),
                    FieldPanel("audience"),
                    FieldPanel("age_mark"),
                ]
            ),
            FieldPanel("tags"),
        ],
        base_form_class=UsefulSiteForm,
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("hub")
