"""Things whose titles go on as a reader has begun to type."""

from dataclasses import dataclass
from typing import Any

from .matching import matching, matching_kinds, newest_first
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
    the last may be unfinished; in the order of their kinds. Shorter titles of a kind come first:
    they say it the most plainly."""
    tree = parse_beginnings(words)
    if tree == NOTHING:
        return []
    begun = _keys_if_few(tree)
    found = []
    for source in get_sources():
        if len(found) >= limit:
            break
        if source.suggests:
            found += _of_source(source, _batches(source, tree, begun), user, limit - len(found))
    return found


def _keys_if_few(tree):
    """``{content type: keys, the newest first}`` of all that begins so; ``None`` if it is much."""
    rows = list(newest_first(matching(tree)).values_list("kind_of", "key")[:FEW])
    if len(rows) == FEW:
        return None
    keys = {}
    for kind, key in rows:
        keys.setdefault(kind, []).append(key)
    return keys


def _batches(source, tree, begun):
    """Keys of what may be of ``source`` and begins so, the newest first, so many at a time."""
    if begun is None:
        keys = newest_first(matching_kinds(tree, source.get_kinds())).values_list("key", flat=True)
    else:
        keys = [key for kind in source.get_kinds() for key in begun.get(kind, [])]
    for step in range(STEPS):
        batch = list(keys[step * LOOKED_AT : (step + 1) * LOOKED_AT])
        if batch:
            yield batch
        if len(batch) < LOOKED_AT:
            return


def _of_source(source, batches, user, limit):
    rows, titled = [], None
    for keys in batches:
        if titled is None:
            titled = source.get_titled(user)
        for thing in titled.filter(pk__in=keys):
            label, url = source.get_title(thing), source.get_thing_url(thing)
            if label and url:
                rows.append(Suggestion(label, url, source.label))
        if len(rows) >= limit:
            break
    return sorted(rows, key=lambda row: len(row.label))[:limit]
