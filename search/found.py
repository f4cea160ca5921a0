"""What one source has for a query and one reader: an exact length, and slices of things, the
best first (which is all that a paginator asks of it).

Things of most kinds are few. The index says which of them have the words, and the source, which
of these the reader may see. Where things are many (``CountedSource``), they are counted in the
index; of the source only what is shown is asked.
"""

from collections import Counter

from django.db.models import Count, Q
from django.utils.functional import cached_property

from .facets import count_facets
from .facts import NAMES, numbers_of
from .matching import among, in_kinds, matching_entries
from .models import Cell, Entry
from .ranking import CANDIDATES, candidates_of, measured, rank, rest_of
from .sources import CountedSource
from .tree import NOTHING, in_titles

# Of so many things with the words, the newest are looked for among so many of the newest at first.
COMMON, NEWEST = 20_000, 1_500


class Found:
    """What both ways of finding have in common."""

    def __init__(self, source, user, tree, filters=None, most=CANDIDATES):
        self.source, self.user, self.tree = source, user, tree
        self.filters, self.most = filters or {}, most

    @cached_property
    def scores(self):
        """``{key: Score}`` of what was weighed, the best first."""
        return self.rank()

    def rank(self, texts=None):
        """Weigh the candidates; ``texts`` are of their entries."""
        return rank(self.model, self.tree, self.candidates, self.source.measures, texts)

    def __len__(self):
        return self.count

    @property
    def keys(self):
        """Keys of all, the best first."""
        return self.keys_between(0, self.count)

    def keys_between(self, start, stop):
        """Keys of the things from ``start`` to ``stop`` in their order."""
        ranked = list(self.scores)
        keys = ranked[start:stop]
        if stop > len(ranked):
            keys = keys + self.rest_between(max(start - len(ranked), 0), stop - len(ranked))
        return keys

    def rest_between(self, start, stop):
        """The same of what was not weighed."""
        if self.count <= len(self.candidates) or stop <= start:
            return []
        return list(self.rest()[start:stop])

    def __getitem__(self, part):
        start, stop, _step = part.indices(self.count)
        return [thing for _key, thing in self.fetch(self.keys_between(start, stop))]

    def fetch(self, keys):
        """Pairs of a key and its thing, of those that are still there for this reader."""
        things = {thing.pk: thing for thing in self.queryset.order_by().filter(pk__in=keys)}
        return [(key, things[key]) for key in keys if key in things]

    def facet(self, name):
        """``{value: number}`` of what was found, the most frequent first."""
        return dict(self.count_facets([name])[name].most_common())


class LiveFound(Found):
    """What the source itself is asked for. ``known``: keys of all that the index has."""

    def __init__(self, source, user, tree, filters=None, most=CANDIDATES, known=None):
        super().__init__(source, user, tree, filters, most)
        self.known = known
        self.queryset = source.get_queryset(user)
        for name, value in self.filters.items():
            self.queryset = source.facets[name].narrow(self.queryset, value)
        self.model = self.queryset.model

    @cached_property
    def matched(self):
        """All that was found, as a QuerySet in no order."""
        if self.tree == NOTHING:
            return self.queryset.none()
        if self.known is not None:
            return self.queryset.order_by().filter(pk__in=self.known)
        return among(self.queryset.order_by(), self.tree)

    @cached_property
    def candidates(self):
        """Those that may come first, with what they know of themselves."""
        if self.tree == NOTHING:
            return {}
        single = {f"facet_{name}": facet.field for name, facet in self.source.facets.items()
                  if not facet.is_many}  # fmt: skip
        return candidates_of(
            self.queryset.annotate(**single),
            self.tree,
            self.source.measures,
            self.most,
            also=single,
            keys=self.known,
        )

    @cached_property
    def count(self):
        known = len(self.candidates)
        return known if known < self.most else self.matched.count()

    def rest(self):
        """Keys of what was not weighed, in its order."""
        rest = rest_of(self.queryset, self.tree, self.candidates, self.source.measures)
        return rest.values_list("pk", flat=True)

    def count_facets(self, names):
        """``{name: Counter of values}`` of the facets that are named."""
        facets = {name: self.source.facets[name] for name in names}
        if len(self.candidates) == self.most:
            return count_facets(facets, self.matched)
        single = {name: facet for name, facet in facets.items() if not facet.is_many}
        counts = {name: Counter(row[f"facet_{name}"] for row in self.candidates.values())
                  for name in single}  # fmt: skip
        for counter in counts.values():
            counter.pop(None, None)
            counter.pop("", None)
        many = {name: facet for name, facet in facets.items() if facet.is_many}
        if many:
            few = self.model._default_manager.filter(pk__in=list(self.candidates))
            counts |= count_facets(many, few)
        return counts


class CountedFound(Found):
    """What is counted in the index, by ``counts``."""

    def __init__(self, source, user, tree, filters=None, most=CANDIDATES, counts=None):
        super().__init__(source, user, tree, filters, most)
        self.scope = counts.scope_of(source)
        own = [row for row in counts.rows if row["source"] == source.name]
        for name, value in self.filters.items():
            facet = source.facets[name]
            allowed = set(facet.values_of(value))
            own = [row for row in own if not allowed.isdisjoint(_values(row, facet))]
        self.rows = own
        self.model = source.get_model()

    @cached_property
    def queryset(self):
        return self.source.get_queryset(self.user)

    @cached_property
    def count(self):
        return sum(row["number"] for row in self.rows)

    def _entries(self, tree=None, since=None):
        """What was found in the index, the newest first, or what of it answers to ``tree``;
        ``since`` an entry."""
        found = matching_entries(tree or self.tree, self.source.get_kinds(), since)
        cells = [row["cell"] for row in self.rows]
        # Not by the key of the entry: PostgreSQL would look through all in its order.
        return found.filter(~self.scope.hidden, cell__in=cells).order_by("-object_id")

    @cached_property
    def candidates(self):
        """Those that may come first, with what they know of themselves: what has the words in
        its title, then the newest."""
        if not self.count:
            return {}
        keys = []
        titles = in_titles(self.tree) if self.source.suggests else None
        if self.count > self.most and titles is not None:
            keys = list(self._entries(titles).values_list("object_id", flat=True)[: self.most])
        if len(keys) < self.most:
            keys += self._newest()
        keys = list(dict.fromkeys(keys))[: self.most]
        return measured(self.model._default_manager.filter(pk__in=keys), self.source.measures)

    def _newest(self):
        """Keys of the newest."""
        if self.count > COMMON:
            newest = Entry.objects.filter(in_kinds(self.source.get_kinds())).order_by("-pk")
            since = newest.values_list("pk", flat=True)[NEWEST : NEWEST + 1].first()
            recent = self._entries(since=since).values_list("object_id", flat=True)
            if len(keys := list(recent[: self.most])) == self.most:
                return keys
        return list(self._entries().values_list("object_id", flat=True)[: self.most])

    def rest(self):
        """Keys of what was not weighed, in its order."""
        rest = self._entries().exclude(object_id__in=list(self.candidates))
        return rest.values_list("object_id", flat=True)

    def count_facets(self, names):
        """``{name: Counter of values}`` of the facets that are named."""
        counts = {name: Counter() for name in names}
        for row in self.rows:
            for name, counter in counts.items():
                for value in _values(row, self.source.facets[name]):
                    counter[value] += row["number"]
        return counts


def _values(row, facet):
    """The values of ``facet`` that the things of a row have."""
    value = row[facet.fact]
    if facet.is_many:
        return numbers_of(value)
    return [] if value in (None, "") else [value]


class Counts:
    """How many entries ``reader`` may see have which facts, as far as the index can say.

    ``rows``    ``{"content_type", "cell", "number", and the facts}``; what is not of one of the
                counted ``sources`` has an empty ``source`` and no further facts
    """

    def __init__(self, tree, sources, reader):
        self.tree, self.reader = tree, reader
        self.sources = [one for one in sources if isinstance(one, CountedSource)]

    @cached_property
    def _scopes(self):
        rules = {type(source).get_scope: source for source in self.sources}
        return {rule: source.get_scope(self.reader) for rule, source in rules.items()}

    def scope_of(self, source):
        """What of a counted ``source`` the reader may not see."""
        return self._scopes[type(source).get_scope]

    @cached_property
    def rows(self):
        if self.tree == NOTHING:
            return []
        rows = self._counted()
        cells = Cell.objects.filter(pk__in={row["cell"] for row in rows} - {None})
        facts = {row.pop("pk"): row for row in cells.values("pk", *NAMES)}
        rows = [row | facts.get(row["cell"], {"source": ""}) for row in rows]
        return [row for row in rows if self._is_open(row)]

    def _counted(self):
        """Numbers by content type and cell, without what the reader's scopes hide."""
        found, kinds = matching_entries(self.tree), {}
        for source in self.sources:
            kinds.setdefault(type(source).get_scope, set()).update(source.get_kinds())
        for rule, scope in self._scopes.items():
            found = found.exclude(Q(content_type__in=kinds[rule]) & scope.hidden)
        counted = found.order_by().values("content_type", "cell")
        return list(counted.annotate(number=Count("pk")))

    def _is_open(self, row):
        """Whether the reader's scope has its hub; what is not counted here is let through."""
        if not row["source"]:
            return True
        scope = self._by_source.get(row["source"])
        return scope is not None and (scope.hubs is None or row["hub"] in scope.hubs)

    @cached_property
    def _by_source(self):
        return {source.name: self.scope_of(source) for source in self.sources}
