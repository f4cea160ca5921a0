"""Searching: what a reader may see of what was asked for, the best first.

Whatever a source gives is asked of ``source.get_queryset(user)`` at that moment: the index only
says where the words are.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import cached_property

from .facets import FacetValue, count_facets
from .matching import among, count_by_kind, few_by_kind
from .parsing import parse
from .ranking import CANDIDATES, candidates_of, entries_of, rank, rest_of
from .relaxing import relaxed
from .scoring import Score, texts_of
from .snippets import snippets_of
from .sources import SearchSource, get_sources
from .suggesting import Suggestion, suggest
from .tree import NOTHING

__all__ = ["Found", "Hit", "Results", "Suggestion", "find", "search", "suggest"]

# So many things of each kind are weighed where all kinds stand together.
CANDIDATES_OF_EACH = 60
# Up to so many things that the index has, their keys are fetched once, for all sources.
FEW = 3_000


@dataclass
class Found:
    """What one source has for a query and one reader: an exact length, and slices of things,
    the best first (which is all that a paginator asks of it)."""

    source: SearchSource
    queryset: QuerySet
    tree: object
    most: int = CANDIDATES
    # Keys of all that the index has, if they are few and known.
    known: list | None = None

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
    def scores(self):
        """``{key: Score}`` of what was weighed, the best first."""
        return self.rank()

    def rank(self, texts=None):
        """Weigh the candidates; ``texts`` are of their entries."""
        model = self.queryset.model
        return rank(model, self.tree, self.candidates, self.source.measures, texts)

    @cached_property
    def count(self):
        known = len(self.candidates)
        return known if known < self.most else self.matched.count()

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
        rest = rest_of(self.queryset, self.tree, self.candidates, self.source.measures)
        return list(rest.values_list("pk", flat=True)[start:stop])

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
            few = self.queryset.model._default_manager.filter(pk__in=list(self.candidates))
            counts |= count_facets(many, few)
        return counts


@dataclass
class Hit:
    """A thing that was found: where it comes from, why it stands here (``score.reasons``), and
    the place in it that tells the most."""

    source: SearchSource
    item: object
    score: Score
    snippet: object = None

    @property
    def reasons(self):
        return self.score.reasons


@dataclass
class Results:
    """What all ``sources`` have together. ``is_relaxed``: nothing had all the words, so things
    that have most of them are shown."""

    tree: object
    user: object
    sources: list
    filters: dict = field(default_factory=dict)
    is_relaxed: bool = False

    @cached_property
    def found(self):
        """``Found`` of each source that has something."""
        if self.tree == NOTHING:
            return []
        few = few_by_kind(self.tree, FEW)
        there = count_by_kind(self.tree) if few is None else few
        found = []
        for source in self.sources:
            if not set(self.filters) <= set(source.facets):
                continue
            kinds = source.get_kinds()
            if there.keys().isdisjoint(kinds):
                continue
            queryset = source.get_queryset(self.user)
            for name, value in self.filters.items():
                queryset = source.facets[name].narrow(queryset, value)
            known = None
            if few is not None:
                known = [key for kind in kinds for key in few.get(kind, [])]
            one = Found(source, queryset, self.tree, CANDIDATES_OF_EACH, known)
            if one.candidates:
                found.append(one)
        return found

    @cached_property
    def counts(self):
        """``{name of a source: number}`` of those that have something."""
        return {one.source.name: one.count for one in self.found}

    @property
    def count(self):
        return sum(self.counts.values())

    def __len__(self):
        return self.count

    @cached_property
    def ranked(self):
        """``(found, key, score)`` of what was weighed, of all kinds together, the best first."""
        entries = [
            entry for one in self.found for entry in entries_of(one.queryset.model, one.candidates)
        ]
        texts = texts_of(entries) if entries else {}
        rows = [(one, key, score) for one in self.found for key, score in one.rank(texts).items()]
        return sorted(
            rows, key=lambda row: (-round(row[2].points, 6), row[0].source.order, -row[1])
        )

    def _rows_between(self, start, stop):
        rows = self.ranked[start:stop]
        before = len(self.ranked)
        for one in self.found:
            left = one.count - len(one.candidates)
            first, last = max(start - before, 0), min(stop - before, left)
            rows = rows + [(one, key, Score()) for key in one.rest_between(first, last)]
            before += max(left, 0)
        return rows

    def __getitem__(self, part):
        start, stop, _step = part.indices(self.count)
        rows = self._rows_between(start, stop)
        things = {}
        for one in self.found:
            keys = [key for other, key, _score in rows if other is one]
            if not keys:
                continue
            fetched = dict(one.fetch(keys))
            snippets = snippets_of(one.source, fetched.values(), self.tree)
            for key, thing in fetched.items():
                things[one.source.name, key] = (thing, snippets.get(key))
        return [
            Hit(one.source, *_with(score, things[one.source.name, key]))
            for one, key, score in rows
            if (one.source.name, key) in things
        ]

    @cached_property
    def facets(self):
        """``{name: [FacetValue]}``: what each further choice would leave. A facet that was
        chosen already shows what the others leave."""
        counts = {}
        for one in self.found:
            free = [name for name in one.source.facets if name not in self.filters]
            for name, counter in one.count_facets(free).items():
                counts.setdefault(name, Counter()).update(counter)
        for name in self.filters:
            others = {key: value for key, value in self.filters.items() if key != name}
            wider = Results(self.tree, self.user, self.sources, others, self.is_relaxed)
            counts[name] = Counter()
            for one in wider.found:
                if name in one.source.facets:
                    counts[name].update(one.count_facets([name])[name])
        return {name: self._described(name, counter) for name, counter in counts.items()}

    def _described(self, name, counter):
        labels = {}
        for source in self.sources:
            if name in source.facets:
                labels |= source.facets[name].describe(list(counter))
        ordered = sorted(counter.items(), key=lambda pair: (-pair[1], str(labels.get(pair[0]))))
        return [FacetValue(value, labels.get(value, str(value)), number)
                for value, number in ordered]  # fmt: skip


def _with(score, found):
    thing, snippet = found
    return thing, score, snippet


def find(source, query, user):
    """What ``source`` has for ``query`` that ``user`` may see."""
    return Found(source, source.get_queryset(user), parse(query))


def search(query, user, sources=None, filters=None):
    """What ``sources`` (all, if none are named) have for ``query`` that ``user`` may see, left
    by ``filters`` (``{name of a facet: value}``)."""
    tree = parse(query)
    sources = get_sources() if sources is None else sources
    results = Results(tree, user, sources, filters or {})
    if results.found:
        return results
    for wider in relaxed(tree):
        others = Results(wider, user, sources, filters or {}, is_relaxed=True)
        if others.found:
            return others
    return results
