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
    begun = _Begun(tree)
    found = []
    for source in get_sources():
        if len(found) >= limit:
            break
        if source.suggests:
            found += _of_source(source, begun.batches_of(source), user, limit - len(found))
    return found


class _Begun:
    """Keys of all that begins so, the newest first: what is known of them by one query, and the
    rest of a kind where more is asked for."""

    def __init__(self, tree):
        self.tree = tree
        self.known = list(newest_first(matching(tree)).values_list("kind_of", "key")[:FEW])
        self.is_all = len(self.known) < FEW

    def batches_of(self, source):
        """Keys of what may be of ``source``, so many at a time."""
        kinds = source.get_kinds()
        # In the order of ``found``, so that one goes on where the other ends.
        known = [key for kind, key in self.known if kind in kinds]
        found = newest_first(matching_kinds(self.tree, kinds)).values_list("key", flat=True)
        for step in range(STEPS):
            part = slice(step * LOOKED_AT, (step + 1) * LOOKED_AT)
            batch = known[part]
            if len(batch) < LOOKED_AT and not self.is_all:
                batch = list(found[part])
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
