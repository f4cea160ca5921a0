"""Atom feeds: all announcements, those of one audience, those of one hub."""

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Site

from home.enums import Audience
from home.models import SiteSettings
from sections.audience import audience_label
from subjects.models import HubPage

from .listing import feed_url
from .models import AnnouncementIndexPage, AnnouncementPage

FEED_SIZE = 30


@dataclass
class FeedScope:
    """What one feed is about. Kept out of the feed, which all threads share."""

    site_name: str
    root_url: str
    audience: str | None
    hub: HubPage | None


class AnnouncementFeed(Feed):
    """The newest announcements of the site, for one audience or of one hub."""

    feed_type = Atom1Feed

    def get_object(self, request, audience=None, hub_pk=None):
        if audience is not None and audience not in Audience.values:
            raise Http404
        hub = None
        if hub_pk is not None:
            # By `id`, a number too long for the database is no hub; by `pk`, an error.
            hub = get_object_or_404(HubPage.objects.live().public(), id=hub_pk)
        site = Site.find_for_request(request)
        return FeedScope(SiteSettings.for_site(site).name, site.root_url, audience, hub)

    def title(self, scope):
        place = scope.hub.title if scope.hub else scope.site_name
        title = _("Announcements: %(place)s") % {"place": place}
        return f"{title} \u2014 {audience_label(scope.audience)}" if scope.audience else title

    def author_name(self, scope):
        return scope.site_name

    def link(self, scope):
        if scope.hub:
            return f"{scope.hub.url}announcements/"
        index_page = AnnouncementIndexPage.objects.live().order_by("depth", "path").first()
        link = index_page.url if index_page else "/"
        return f"{link}?audience={scope.audience}" if scope.audience else link

    def feed_url(self, scope):
        return feed_url(scope.hub, scope.audience)

    def feed_guid(self, scope):
        return f"{scope.root_url}{self.feed_url(scope)}"

    def items(self, scope):
        announcements = AnnouncementPage.objects.visible()
        if scope.hub:
            announcements = announcements.in_hub(scope.hub)
        if scope.audience:
            announcements = announcements.for_audience(scope.audience)
        announcements = announcements.with_dates().with_places()
        return announcements.order_by("-shown_from", "-pk")[:FEED_SIZE]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        # By its type the summary is HTML, and the lead is plain text.
        return escape(item.lead)

    def item_link(self, item):
        return item.url

    def item_guid(self, item):
        """Stays the same when the page gets another address."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item):
        return item.date

    def item_updateddate(self, item):
        return max(filter(None, [item.date, item.last_published_at]))

    def item_categories(self, item):
        return [str(part) for part in [item.audience_label, item.place_label] if part]
