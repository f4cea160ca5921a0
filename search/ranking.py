"""In which order things are found, alike on both databases.

The database says which things answer to a query, and chooses those that may come first: what has
the words in its title, then the rest, each in the order of its kind (``static_order``: the most
used, or the newest). These few are scored; behind them come the others as they are.
"""

import math
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .matching import among, kinds_of
from .models import ENTRY_SPAN, entry_key
from .scoring import neighbours_of, score_of, sought_of, texts_of
from .tree import in_titles

# So many of all that was found are weighed.
CANDIDATES = 200
# How much it may matter that a thing is new, or much used.
MOST_FOR_USE, MOST_FOR_FRESHNESS = 2.0, 3.0
FRESH_DAYS = 45


@dataclass(frozen=True)
class Measures:
    """What a kind of thing knows of itself for ranking: fields of the use it was of and of the
    moment by which it is fresh, the order of what is not weighed, and what it is ahead by."""

    use: str = ""
    date: str = ""
    static_order: tuple = ("-pk",)
    ahead: float = 0.0

    @property
    def fields(self):
        return [name for name in (self.use, self.date) if name]


PLAIN = Measures()


def candidates_of(queryset, tree, measures=PLAIN, most=CANDIDATES, columns=None, also=(),
                  keys=None):  # fmt: skip
    """``{key: measured fields}`` of those of ``queryset`` that may come first for ``tree``: all,
    if they are fewer than ``most``. ``also``: names of annotations to bring along; ``keys``: of
    all that answer to it, if they are known."""
    ordered = queryset.order_by(*measures.static_order).prefetch_related(None)

    def ask(found):
        rows = found.values("pk", *measures.fields, *also)[:most]
        return {row["pk"]: row for row in rows}

    anywhere = among(ordered, tree, columns) if keys is None else ordered.filter(pk__in=keys)
    found = ask(anywhere)
    if len(found) < most or columns is not None or (title_tree := in_titles(tree)) is None:
        return found
    first = ask(among(ordered, title_tree))
    for key, row in found.items():
        if len(first) >= most:
            break
        first.setdefault(key, row)
    return first


def measured(queryset, measures=PLAIN):
    """``{key: measured fields}`` of all of ``queryset``."""
    return {row["pk"]: row for row in queryset.values("pk", *measures.fields)}


def entries_of(model, keys):
    """Keys of the entries of things of ``model``."""
    kinds = kinds_of([model])
    return [entry_key(kind, key) for kind in kinds for key in keys]


def rank(model, tree, candidates, measures=PLAIN, texts=None):
    """``{key: Score}`` of the ``candidates``, the best first. ``texts`` by entry, if they are
    known already."""
    if not candidates:
        return {}
    kinds = kinds_of([model])
    if texts is None:
        texts = texts_of(entries_of(model, candidates))
    own = {entry % ENTRY_SPAN: found for entry, found in texts.items()
           if entry // ENTRY_SPAN in kinds}  # fmt: skip
    sought, neighbours = sought_of(tree), neighbours_of(tree)
    scores = {}
    for key, row in candidates.items():
        score = score_of(own.get(key, {}), sought, neighbours)
        _weigh(score, row, measures)
        scores[key] = score
    return dict(sorted(scores.items(), key=lambda pair: (-round(pair[1].points, 6), -pair[0])))


def _weigh(score, row, measures):
    """Add what use and freshness are worth: little, beside the words."""
    if measures.ahead:
        score.add(_("what it is"), measures.ahead)
    if measures.use and (used := row.get(measures.use)):
        score.add(_("use"), min(math.log10(1 + used) * 0.7, MOST_FOR_USE))
    if measures.date and (moment := row.get(measures.date)):
        days = max((timezone.now() - moment).days, 0)
        score.add(_("freshness"), MOST_FOR_FRESHNESS * 0.5 ** (days / FRESH_DAYS))


def best_keys(queryset, tree, limit=None, measures=PLAIN, columns=None):
    """Keys of all of ``queryset`` that answer to ``tree``, at most ``limit``, the best first."""
    candidates = candidates_of(queryset, tree, measures, columns=columns)
    keys = list(rank(queryset.model, tree, candidates, measures))
    if len(candidates) < CANDIDATES or (limit is not None and len(keys) >= limit):
        return keys[:limit]
    rest = rest_of(queryset, tree, candidates, measures, columns).values_list("pk", flat=True)
    return keys + list(rest if limit is None else rest[: limit - len(keys)])


def rest_of(queryset, tree, candidates, measures=PLAIN, columns=None):
    """What of ``queryset`` answers to ``tree`` and was not weighed, in its order."""
    return (
        among(queryset, tree, columns)
        .exclude(pk__in=list(candidates))
        .order_by(*measures.static_order)
    )
