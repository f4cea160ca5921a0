"""The register of downloads: how far materials are in demand, without saying by whom."""

from django.contrib.admin import SimpleListFilter
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from subjects.forms import hub_label
from subjects.modeladmin import ScopedModelAdmin
from subjects.permissions import moderated_hubs

from .models import FileDownloads, Submission
from .workflow_links import review_url


class HubListFilter(SimpleListFilter):
    """Hubs that the user moderates; a hub stands for those below it too."""

    title = _("hub")
    parameter_name = "hub"
    lookup = "material__hub"

    def lookups(self, request, model_admin):
        hubs = moderated_hubs(request.user).order_by("path")
        return [(str(hub.pk), hub_label(hub)) for hub in hubs]

    def queryset(self, request, rows):
        if not (self.value() or "").isdecimal():
            return rows
        hub = moderated_hubs(request.user).filter(pk=int(self.value())).first()
        return rows.filter(**{f"{self.lookup}__path__startswith": hub.path}) if hub else rows


class FileDownloadsAdmin(ScopedModelAdmin):
    """Downloads by day, file, material and hub; counted by the site, changed by nobody."""

    model = FileDownloads
    hub_field = "material__hub"
    allowed_actions = {"view"}
    menu_icon = "download"
    menu_label = _("Downloads")
    menu_order = 810
    list_display = ["date", "material", "hub_title", "stored", "count"]
    list_filter = ["date", HubListFilter, "material__kind"]
    list_select_related = ["material__hub", "stored"]
    search_fields = ["material__title", "stored__name"]
    ordering = ["-date", "-count"]
    list_export = ["date", "material", "hub_title", "stored", "count"]
    export_filename = "downloads"
    inspect_view_fields = ["date", "material", "stored", "count"]

    def hub_title(self, row):
        return row.material.hub.title if row.material.hub else ""

    hub_title.short_description = _("Hub")
    hub_title.admin_order_field = "material__hub__title"


class SentToHubFilter(HubListFilter):
    lookup = "hub"


class SubmissionAdmin(ScopedModelAdmin):
    """All sendings of works to the moderators, and what came of each; kept by the site,
    changed by nobody."""

    model = Submission
    allowed_actions = {"view"}
    menu_label = _("Sendings of works")
    menu_icon = "mail"
    menu_order = 805
    list_display = ["sent_at", "work", "hub", "sender", "outcome", "decider", "decided_at"]
    list_filter = ["outcome", SentToHubFilter, "sent_at"]
    list_select_related = ["material", "hub", "sent_by", "decided_by"]
    search_fields = ["material__title"]
    ordering = ["-sent_at"]
    list_export = [
        "sent_at",
        "material",
        "hub",
        "sender",
        "outcome_label",
        "comment",
        "decider",
        "decided_at",
        "days_waited",
    ]
    export_filename = "works-sent"
    inspect_view_fields = [
        "material",
        "hub",
        "sender",
        "sent_at",
        "outcome",
        "comment",
        "decider",
        "decided_at",
        "left_in",
    ]

    def work(self, row):
        return format_html('<a href="{}">{}</a>', review_url(row.material), row.material)

    work.short_description = _("Material")
    work.admin_order_field = "material__title"
