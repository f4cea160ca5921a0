"""The register of link checks: written by the check, read by staff."""

from django.utils.translation import gettext_lazy as _

from subjects.modeladmin import ScopedModelAdmin

from .models import LinkCheck


class LinkCheckAdmin(ScopedModelAdmin):
    """All checks of the user's sites, newest first; nobody edits them by hand."""

    model = LinkCheck
    hub_field = "site__hub"
    allowed_actions = {"view"}
    menu_label = _("Link checks")
    menu_icon = "link-external"
    menu_order = 820
    list_display = ["checked_at", "site", "outcome", "status_code", "url", "final_url"]
    list_filter = ["outcome", "checked_at"]
    list_export = ["checked_at", "site", "url", "outcome", "status_code", "final_url", "message"]
    list_select_related = ["site", "site__hub"]
    search_fields = ["site__title", "url", "final_url", "message"]
    inspect_view_fields = [
        "checked_at", "site", "url", "final_url", "status_code", "outcome", "message",
    ]  # fmt: skip
    export_filename = "link-checks"
