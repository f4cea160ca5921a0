"""Announcements in the tabs and on the first page of a hub."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from subjects.counts import count_rows
from subjects.sections import HubSection

from .models import AnnouncementPage
from .querysets import ancestor_path


class AnnouncementsHubSection(HubSection):
    """A squared page on the overview; the tab is the hub's own list, a page of the tree."""

    slug = "announcements"
    label = _("Announcements")
    order = 20
    is_view = False
    area = "aside"
    overview_template = "announcements/hub_overview.html"
    overview_size = 4

    def get_count_rows(self, user):
        announcements = AnnouncementPage.objects.visible_to(user)
        return [count_rows(announcements, self.slug, ancestor_path("path", 2))]

    def fact(self, count):
        return ngettext("%(count)s announcement", "%(count)s announcements", count) % {
            "count": count
        }

    def get_overview_context(self, hub, request):
        announcements = AnnouncementPage.objects.visible_to(request.user).in_hub(hub)
        announcements = announcements.for_list(within=hub)[: self.overview_size]
        if not announcements:
            return None
        return {"announcements": announcements, "url": self.get_url(hub)}
