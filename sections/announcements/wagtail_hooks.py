"""Where announcements plug into hubs, the home page, other pages and the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.plugins import SitePage

from .dashboard import ExpiringAnnouncementsPanel
from .home_sections import AnnouncementFeedSource, ImportantNow
from .models import AnnouncementIndexPage
from .search_sources import AnnouncementSource
from .sections import AnnouncementsHubSection
from .viewsets import AnnouncementListingViewSet


@hooks.register("register_hub_section")
def register_hub_section():
    return AnnouncementsHubSection()


@hooks.register("register_home_section")
def register_home_section():
    return ImportantNow()


@hooks.register("register_feed_source")
def register_feed_source():
    return AnnouncementFeedSource()


@hooks.register("register_site_page")
def register_site_page():
    return SitePage(AnnouncementIndexPage, _("Announcements"), "announcements", order=40)


@hooks.register("register_admin_viewset")
def register_listing():
    return AnnouncementListingViewSet("announcement_listing")


@hooks.register("construct_homepage_panels")
def add_expiring_announcements(request, panels):
    panels.append(ExpiringAnnouncementsPanel(request))


@hooks.register("register_search_source")
def register_search_source():
    return AnnouncementSource()
