"""Things whose titles go on as a reader has begun to type."""

from dataclasses import dataclass
from typing import Any

from .matching import matching, newest_first
from .parsing import parse_beginnings
from .sources import get_sources
from .tree import NOTHING

# So many things of a kind are looked at for one that the reader may see; in so many steps.
LOOKED_AT, STEPS = 40, 3
FEW = 400


@dataclass(frozen=True)
class Suggestion:
    label: str
    url: str
    source_label: Any


def suggest(words, user, limit=8):
    """At most ``limit`` things that ``user`` may see, whose titles have all of ``words``, of which
    the last may be unfinished. Shorter titles first: they say it the most plainly."""
    tree = parse_beginnings(words)
    if tree == NOTHING:
        return []
    few = _kinds_of_few(tree)
    found = []
    for source in get_sources():
        if source.suggests and (few is None or not few.keys().isdisjoint(source.get_kinds())):
            found += _of_source(source, tree, user, limit)
    found.sort(key=lambda row: row[:2])
    return [suggestion for _place, _length, suggestion in found[:limit]]


def _kinds_of_few(tree):
    """Content types of all that begins so, if that is little: the other sources need not be
    asked. ``None`` of much."""
    rows = list(newest_first(matching(tree)).values_list("kind_of", flat=True)[:FEW])
    return dict.fromkeys(rows) if len(rows) < FEW else None


def _of_source(source, tree, user, limit):
    queryset = source.get_queryset(user)
    newest = newest_first(matching(tree, [queryset.model])).values_list("key", flat=True)
    plain = queryset.order_by().prefetch_related(None)
    rows = []
    for step in range(STEPS):
        keys = list(newest[step * LOOKED_AT : (step + 1) * LOOKED_AT])
        things = plain.filter(pk__in=keys) if keys else []
        for thing in things:
            label = source.get_title(thing)
            url = source.get_thing_url(thing)
            if label and url:
                rows.append((source.order, len(label), Suggestion(label, url, source.label)))
        if len(rows) >= limit or len(keys) < LOOKED_AT:
            break
    rows.sort(key=lambda row: row[1])
    return rows[:limit]
