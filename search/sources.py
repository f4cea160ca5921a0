"""What can be searched: each feature registers a source through ``register_search_source``."""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.search.backends import get_search_backend

# As many as anybody would page through; the rest is found by further words.
MOST_FOUND = 200


class SearchSource:
    """One kind of thing in the search results.

    ``name``      key of the group, also in the address
    ``label``     heading of the group
    ``template``  one row of the results; gets ``item`` and ``source``
    """

    name = ""
    label = ""
    order = 100
    template = "search/result_row.html"

    def get_queryset(self, user) -> QuerySet:
        """Everything of this kind that ``user`` may see, with all that its row shows."""
        raise NotImplementedError

    def get_url(self, query):
        """Address of the whole list for ``query`` elsewhere (with filters), or empty."""
        return ""


@dataclass
class Found:
    """What one source has for a query."""

    source: SearchSource
    items: list
    count: int


def get_sources():
    """All registered sources in their order."""
    sources = [register() for register in hooks.get_hooks("register_search_source")]
    return sorted(sources, key=lambda source: source.order)


def find(source, query, user, start=0, stop=MOST_FOUND):
    """What ``source`` has for ``query`` that ``user`` may see, the best first."""
    results = get_search_backend().search(query, source.get_queryset(user), operator="and")
    count = results.count()
    return Found(source, list(results[start:stop]) if count else [], count)
