"""Searching: what a reader may see of what was asked for, the best first.

Whatever a source gives is asked of ``source.get_queryset(user)`` at that moment: the index only
says where the words are.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from .facets import FacetValue
from .found import CountedFound, Counts, LiveFound
from .matching import keys_by_kind
from .parsing import parse
from .ranking import entries_of
from .readers import Reader
from .relaxing import relaxed
from .scoring import Score, texts_of
from .snippets import snippets_of
from .sources import CountedSource, SearchSource, get_sources
from .suggesting import Suggestion, suggest
from .tree import NOTHING

__all__ = ["Hit", "Results", "Suggestion", "find", "search", "suggest"]

# So many things of each kind are weighed where all kinds stand together.
CANDIDATES_OF_EACH = 40
# Of a kind that has so many things with the words, the database is not given their keys.
FEW = 5_000


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
    reader: Reader
    sources: list
    filters: dict = field(default_factory=dict)
    is_relaxed: bool = False

    @cached_property
    def in_index(self):
        """What the index counts of it, whatever it is narrowed by."""
        return Counts(self.tree, self.sources, self.reader)

    @cached_property
    def known(self):
        """``{content type: keys}`` of what the index has of kinds that are not counted there."""
        numbers = Counter()
        for row in self.in_index.rows:
            if not row["source"]:
                numbers[row["content_type"]] += row["number"]
        live = [one for one in self.sources if not isinstance(one, CountedSource)]
        asked = {kind for source in live for kind in source.get_kinds()} & numbers.keys()
        few = [kind for kind in asked if numbers[kind] <= FEW]
        keys = keys_by_kind(self.tree, few) if few else {}
        return dict.fromkeys(asked - set(few)) | keys

    @cached_property
    def found(self):
        """``Found`` of each source that has something."""
        if self.tree == NOTHING:
            return []
        found = [self._of(source) for source in self.sources
                 if set(self.filters) <= set(source.facets)]  # fmt: skip
        return [one for one in found if one is not None and one.count]

    def _of(self, source):
        """What ``source`` has; ``None`` where the index has nothing."""
        rest = self.reader.user, self.tree, self.filters, CANDIDATES_OF_EACH
        if isinstance(source, CountedSource):
            return CountedFound(source, *rest, self.in_index)
        kinds = [kind for kind in source.get_kinds() if kind in self.known]
        if not kinds:
            return None
        if any(self.known[kind] is None for kind in kinds):
            return LiveFound(source, *rest)
        return LiveFound(source, *rest, [key for kind in kinds for key in self.known[kind]])

    def narrowed(self, sources=None, filters=None):
        """The same by other filters or of fewer sources; nothing is counted anew."""
        sources = self.sources if sources is None else sources
        filters = self.filters if filters is None else filters
        other = Results(self.tree, self.reader, sources, filters, self.is_relaxed)
        other.in_index, other.known = self.in_index, self.known
        return other

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
        entries = [entry for one in self.found for entry in entries_of(one.model, one.candidates)]
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
            wider = self.narrowed(filters=others)
            counts[name] = Counter()
            for one in wider.found:
                if name in one.source.facets:
                    counts[name].update(one.count_facets([name])[name])
        return {name: self._described(name, counter) for name, counter in counts.items()}

    def _described(self, name, counter):
        facets = {source.facets[name] for source in self.sources if name in source.facets}
        counter = next(iter(facets)).roll_up(counter, self.reader)
        labels = {}
        for facet in facets:
            if unknown := [value for value in counter if value not in labels]:
                labels |= facet.labels(unknown, self.reader)
        ordered = sorted(counter.items(), key=lambda pair: (-pair[1], str(labels.get(pair[0]))))
        return [FacetValue(value, labels.get(value, str(value)), number)
                for value, number in ordered]  # fmt: skip


def _with(score, found):
    thing, snippet = found
    return thing, score, snippet


def find(source, query, user):
    """What ``source`` has for ``query`` that ``user`` may see."""
    tree = parse(query)
    if isinstance(source, CountedSource):
        counts = Counts(tree, [source], Reader(user))
        return CountedFound(source, user, tree, counts=counts)
    return LiveFound(source, user, tree)


def search(query, user, sources=None, filters=None):
    """What ``sources`` (all, if none are named) have for ``query`` that ``user`` may see, left
    by ``filters`` (``{name of a facet: value}``)."""
    tree, reader = parse(query), Reader(user)
    sources = get_sources() if sources is None else sources
    results = Results(tree, reader, sources, filters or {})
    if results.found:
        return results
    for wider in relaxed(tree):
        others = Results(wider, reader, sources, filters or {}, is_relaxed=True)
        if others.found:
            return others
    return results
