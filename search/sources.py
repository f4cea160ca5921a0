"""What can be searched: each feature registers a source through ``register_search_source``."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from wagtail import hooks

from .queries import matching_keys


class SearchSource:
    """One kind of thing in the search results.

    ``name``      key of the group, also in the address
    ``label``     heading of the group
    ``template``  one row of the results; gets ``item`` and ``source``
    ``model``     a page type of which this source speaks, so that "pages" does not repeat it
    """

    name = ""
    label = ""
    order = 100
    template = "search/result_row.html"
    model = None

    def get_queryset(self, user) -> QuerySet:
        """Everything of this kind that ``user`` may see, with all that its row shows."""
        raise NotImplementedError

    def get_url(self, query):
        """Address of the whole list for ``query`` elsewhere (with filters), or empty."""
        return ""


@dataclass
class Found:
    """What one source has for a query: keys of all, the best first, fetched in slices (which is
    all that a paginator asks of it)."""

    source: SearchSource
    queryset: QuerySet
    keys: list = field(default_factory=list)

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, part):
        things = self.queryset.in_bulk(self.keys[part])
        return [things[key] for key in self.keys[part] if key in things]


def get_sources():
    """All registered sources in their order."""
    sources = [register() for register in hooks.get_hooks("register_search_source")]
    return sorted(sources, key=lambda source: source.order)


def find(source, query, user):
    """What ``source`` has for ``query`` that ``user`` may see."""
    queryset = source.get_queryset(user)
    keys = matching_keys(queryset.model, query)
    if not keys:
        return Found(source, queryset)
    visible = set(queryset.filter(pk__in=keys).values_list("pk", flat=True))
    return Found(source, queryset, [key for key in keys if key in visible])
