"""Pages as a source of the search: all of which no other source speaks."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .sources import SearchSource, get_sources

# The home page lists everything, so it would be found by every word.
FIRST_DEPTH = 3


class PageSource(SearchSource):
    name = "pages"
    label = _("Pages")
    order = 900
    template = "search/page_row.html"

    def get_queryset(self, user):
        """Live pages that anybody may read."""
        spoken_of = [
            source.model
            for source in get_sources()
            if source.model and issubclass(source.model, Page)
        ]
        pages = Page.objects.live().public().filter(depth__gte=FIRST_DEPTH).specific()
        return pages.not_type(*spoken_of) if spoken_of else pages
