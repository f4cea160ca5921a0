"""The register of downloads: how far materials are in demand, without saying by whom."""

from django.utils.translation import gettext_lazy as _

from subjects.modeladmin import ScopedModelAdmin

from .models import FileDownloads


class FileDownloadsAdmin(ScopedModelAdmin):
    """Downloads by day, file, material and hub; counted by the site, changed by nobody."""

    model = FileDownloads
    hub_field = "material__hub"
    allowed_actions = {"view"}
    menu_icon = "download"
    menu_label = _("Downloads")
    menu_order = 810
    list_display = ["date", "material", "hub_title", "stored", "count"]
    list_filter = ["date", "material__kind"]
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
