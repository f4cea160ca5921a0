"""What can be searched: each feature registers a source through ``register_search_source``."""

from django.db.models import QuerySet
from wagtail import hooks

from .ranking import Measures


class SearchSource:
    """One kind of thing in the search results.

    ``name``      key of the group, also in the address
    ``label``     heading of the group
    ``template``  one row of the results; gets ``item`` and ``source``
    ``model``     a page type of which this source speaks, so that "pages" does not repeat it
    ``measures``  what it knows of use and freshness, and the order of the many
    """

    name = ""
    label = ""
    order = 100
    template = "search/result_row.html"
    model = None
    measures = Measures()
    facets = {}

    def get_queryset(self, user) -> QuerySet:
        """Everything of this kind that ``user`` may see, with all that its row shows."""
        raise NotImplementedError

    def get_url(self, query):
        """Address of the whole list for ``query`` elsewhere (with filters), or empty."""
        return ""


def get_sources():
    """All registered sources in their order."""
    sources = [register() for register in hooks.get_hooks("register_search_source")]
    return sorted(sources, key=lambda source: source.order)
