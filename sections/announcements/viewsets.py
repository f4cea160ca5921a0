"""Announcements in the admin: one flat list of all that the user may see."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from .models import AnnouncementPage


class AnnouncementListView(IndexView):
    """The list, which knows the hub of each announcement without a query for each."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages.with_places())


class AnnouncementListingViewSet(PageListingViewSet):
    """All announcements in one place; rights come from the tree of pages."""

    model = AnnouncementPage
    index_view_class = AnnouncementListView
    icon = "bell"
    menu_label = _("Announcements")
    menu_order = 300
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns[:2],
        Column("place", label=_("Hub"), accessor="place_label"),
        Column(
            "audience",
            label=_("For whom"),
            accessor="get_audience_display",
            sort_key="audience",
        ),
        BooleanColumn("is_important", label=_("Important"), sort_key="is_important"),
        Column("go_live_at", label=_("Appears"), accessor="go_live_label", sort_key="go_live_at"),
        Column("expire_at", label=_("Goes away"), accessor="expire_label", sort_key="expire_at"),
        *PageListingViewSet.columns[3:],
    ]
    list_filter = ["audience", "is_important", "live", "expire_at"]
