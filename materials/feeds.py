"""Atom feeds of new materials: the whole bank and each hub."""

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import Site

from home.models import SiteSettings
from subjects.models import HubPage

from .models import Material
from .pages import hub_materials_url

FEED_SIZE = 30


@dataclass
class FeedScope:
    """What one feed is about. Kept out of the feed, which all threads share."""

    site_name: str
    root_url: str
    hub: HubPage | None


def feed_url(hub=None):
    """The address of the feed of ``hub`` or of the whole bank."""
    return reverse("materials:hub_feed", args=[hub.pk]) if hub else reverse("materials:feed")


class MaterialsFeed(Feed):
    """The newest materials of the bank, or of one hub."""

    feed_type = Atom1Feed

    def get_object(self, request, hub_pk=None):
        hub = None
        if hub_pk is not None:
            # By `id`, a number too long for the database is no hub; by `pk`, an error.
            hub = get_object_or_404(HubPage.objects.live().public(), id=hub_pk)
        site = Site.find_for_request(request)
        return FeedScope(SiteSettings.for_site(site).name, site.root_url, hub)

    def title(self, scope):
        if scope.hub is None:
            return gettext("New materials")
        return gettext("New materials: %(hub)s") % {"hub": scope.hub.title}

    def author_name(self, scope):
        """Of what has no authors of its own: Atom asks for one."""
        return scope.site_name

    def subtitle(self, scope):
        return scope.hub.lead if scope.hub else ""

    def link(self, scope):
        return hub_materials_url(scope.hub) if scope.hub else reverse("materials:list")

    def feed_url(self, scope):
        return feed_url(scope.hub)

    def feed_guid(self, scope):
        return f"{scope.root_url}{self.feed_url(scope)}"

    def items(self, scope):
        materials = Material.objects.published()
        if scope.hub is not None:
            materials = materials.in_hub(scope.hub)
        materials = list(materials.newest_first().for_list()[:FEED_SIZE])
        for material in materials:
            # Stays the same when the title, and the address with it, changes.
            material.feed_id = f"{scope.root_url}{reverse('materials:list')}{material.pk}/"
        return materials

    def item_title(self, material):
        return material.title

    def item_description(self, material):
        # By its type the summary is HTML, and ours is plain text.
        return escape(material.summary)

    def item_guid(self, material):
        return material.feed_id

    def item_author_name(self, material):
        return material.authors_label or None

    def item_pubdate(self, material):
        return material.first_published_at

    def item_updateddate(self, material):
        return material.last_published_at or material.first_published_at

    def item_categories(self, material):
        return [str(material.get_kind_display()), material.hub.title]
