"""Searching: what a reader may see of what was asked for, the best first."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import cached_property

from .facets import count_values
from .matching import matching_subquery
from .parsing import parse
from .ranking import CANDIDATES, candidate_keys, rank, rest_of
from .sources import SearchSource
from .tree import NOTHING


@dataclass
class Found:
    """What one source has for a query and one reader: an exact length, and slices of things,
    the best first (which is all that a paginator asks of it)."""

    source: SearchSource
    queryset: QuerySet
    tree: object
    scores: dict = field(default_factory=dict)

    @cached_property
    def matched(self):
        """All that was found, as a QuerySet in no order."""
        if self.tree == NOTHING:
            return self.queryset.none()
        keys = matching_subquery(self.tree, self.queryset.model)
        return self.queryset.order_by().filter(pk__in=keys)

    @cached_property
    def ranked(self):
        """Keys of what comes first, weighed; and of the rest, when it is few."""
        if self.tree == NOTHING:
            return []
        measures = self.source.measures
        candidates = candidate_keys(self.queryset, self.tree, measures)
        self.scores = rank(self.queryset, self.tree, candidates, measures)
        return list(self.scores)

    @cached_property
    def count(self):
        ranked = len(self.ranked)
        return ranked if ranked < CANDIDATES else self.matched.count()

    def __len__(self):
        return self.count

    @property
    def keys(self):
        """Keys of all, the best first."""
        return self.keys_between(0, self.count)

    def keys_between(self, start, stop):
        """Keys of the things from ``start`` to ``stop`` in their order."""
        keys, known = self.ranked[start:stop], len(self.ranked)
        if stop > known and self.count > known:
            rest = rest_of(self.queryset, self.tree, self.ranked, self.source.measures)
            rest = rest.values_list("pk", flat=True)
            keys = keys + list(rest[max(start - known, 0) : stop - known])
        return keys

    def __getitem__(self, part):
        start, stop, _step = part.indices(self.count)
        return self.fetch(self.keys_between(start, stop))

    def fetch(self, keys):
        """The things with these keys that are still there for this reader, in this order."""
        things = {thing.pk: thing for thing in self.queryset.order_by().filter(pk__in=keys)}
        return [things[key] for key in keys if key in things]

    def facet(self, name):
        """``{value: number}`` of what was found."""
        return count_values(self.source.facets[name], self.matched)


def find(source, query, user):
    """What ``source`` has for ``query`` that ``user`` may see."""
    tree = parse(query)
    return Found(source, source.get_queryset(user), tree)
