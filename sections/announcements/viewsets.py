"""Announcements in the admin: one flat list of all that the user may see."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from .models import AnnouncementPage


class AnnouncementListingViewSet(PageListingViewSet):
    """All announcements in one place; rights come from the tree of pages."""

    model = AnnouncementPage
    icon = "bell"
    menu_label = _("Announcements")
    menu_order = 300
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns[:3],
        Column(
            "audience", label=_("For whom"), accessor="get_audience_display", sort_key="audience"
        ),
        BooleanColumn("is_important", label=_("Important"), sort_key="is_important"),
        DateColumn("go_live_at", label=_("Appears"), sort_key="go_live_at"),
        DateColumn("expire_at", label=_("Goes away"), sort_key="expire_at"),
        *PageListingViewSet.columns[5:],
    ]
    list_filter = ["audience", "is_important", "live", "expire_at"]
