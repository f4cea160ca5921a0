"""The feed of a search: what it finds for everybody, the newest first."""

from datetime import UTC, date, datetime, time
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from wagtail.models import Site

from home.models import SiteSettings

from .asking import Asked
from .engine import search
from .limits import may_search

LOOKED_THROUGH, SHOWN = 100, 30
DATES = ("first_published_at", "created_at", "date", "published_at")


class SearchFeed(Feed):
    """``/search/feed/?q=``, with the same filters as the page."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        if not may_search(request):
            raise Http404
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request):
        asked = Asked.of(request.GET)
        if not asked.says_something:
            raise Http404
        site = Site.find_for_request(request)
        return {
            "asked": asked,
            "root": site.root_url,
            "name": SiteSettings.for_site(site).name,
        }

    def title(self, scope):
        return gettext("Search: %(query)s") % {"query": scope["asked"].query}

    def author_name(self, scope):
        return scope["name"]

    def link(self, scope):
        return f"{reverse('search:search')}?{urlencode({'q': scope['asked'].query})}"

    def feed_url(self, scope):
        return f"{reverse('search:feed')}?{scope['asked'].address()}"

    def feed_guid(self, scope):
        return f"{scope['root']}{self.feed_url(scope)}"

    def items(self, scope):
        asked = scope["asked"]
        sources = [asked.source] if asked.source else None
        results = search(asked.query, AnonymousUser(), sources, asked.filters)
        hits = [hit for hit in results[:LOOKED_THROUGH] if hit.source.get_thing_url(hit.item)]
        return sorted(hits, key=lambda hit: _moment(hit.item), reverse=True)[:SHOWN]

    def item_title(self, hit):
        return hit.source.get_title(hit.item)

    def item_description(self, hit):
        # By its type the description is HTML, and ours is plain text.
        return escape(str(hit.snippet or ""))

    def item_link(self, hit):
        return hit.source.get_thing_url(hit.item)

    def item_pubdate(self, hit):
        return _moment(hit.item)

    def item_categories(self, hit):
        return [str(hit.source.label)]


def _moment(thing):
    """When ``thing`` came; the beginning of time if it does not say."""
    for name in DATES:
        value = getattr(thing, name, None)
        if isinstance(value, datetime):
            return value if value.tzinfo else make_aware(value)
        if isinstance(value, date):
            return make_aware(datetime.combine(value, time()))
    return datetime(1970, 1, 1, tzinfo=UTC)
