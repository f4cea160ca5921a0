"""Announcements beyond their own pages: on the home page and in StreamField feeds."""

from django.utils.translation import gettext_lazy as _

from home.navigation import get_section_url
from home.plugins import FeedSource, HomeSection
from subjects.models import HubPage

from .models import AnnouncementIndexPage, AnnouncementPage


class ImportantNow(HomeSection):
    """The squared page of the first screen: what is important, pinned and new."""

    name = "announcements"
    order = 10
    area = "lead"
    template = "announcements/home_section.html"
    size = 4

    def get_context(self, request, page):
        announcements = AnnouncementPage.objects.visible_to(request.user).urgent_first()
        announcements = announcements.with_places()[: self.size]
        if not announcements:
            return None
        url = get_section_url(request, AnnouncementIndexPage)
        return {"announcements": announcements, "url": url}


class AnnouncementFeedSource(FeedSource):
    """Lets an editor place the newest announcements on any page."""

    name = "announcements"
    label = _("Announcements")
    template = "announcements/feed.html"
    order = 20

    def get_items(self, request, hub, limit):
        announcements = AnnouncementPage.objects.visible_to(request.user)
        if hub is not None:
            announcements = announcements.in_hub(hub)
        return list(announcements.for_list()[:limit])

    def get_url(self, hub):
        if hub is not None:
            return f"{hub.url}announcements/"
        index_page = AnnouncementIndexPage.objects.live().order_by("depth", "path").first()
        return index_page.url if index_page else ""

    def accepts(self, page):
        return isinstance(page, HubPage)
