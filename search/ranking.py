"""In which order things are found, alike on both databases.

The database says which things answer to a query, and chooses those that may come first: what has
the words in its title, then the rest, each in the order of its kind (``static_order``: the most
used, or the newest). These few are scored; behind them come the others as they are.
"""

import math
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .matching import kinds_of, matching_subquery
from .models import ENTRY_SPAN, entry_key
from .scoring import Score, neighbours_of, score_of, sought_of, texts_of
from .tree import in_titles

# So many of all that was found are weighed.
CANDIDATES = 200
NEWEST_FIRST = ("-pk",)
# How much it may matter that a thing is new, or much used.
MOST_FOR_USE, MOST_FOR_FRESHNESS = 2.0, 3.0
FRESH_DAYS = 45


@dataclass(frozen=True)
class Measures:
    """What a kind of thing knows of itself for ranking: fields of the use it was of and of the
    moment by which it is fresh, and the order of what is not weighed."""

    use: str = ""
    date: str = ""
    static_order: tuple = NEWEST_FIRST

    @property
    def fields(self):
        return [name for name in (self.use, self.date) if name]


def candidate_keys(queryset, tree, measures=Measures(), most=CANDIDATES, columns=None):
    """Keys of those of ``queryset`` that may come first for ``tree``, at most so many."""
    ordered = queryset.order_by(*measures.static_order)
    model, found = queryset.model, []
    title_tree = in_titles(tree)
    if title_tree is not None:
        in_title = matching_subquery(title_tree, model)
        if columns is None:
            found = list(ordered.filter(pk__in=in_title).values_list("pk", flat=True)[:most])
    if len(found) < most:
        # As many more as may have been found already.
        anywhere = ordered.filter(pk__in=matching_subquery(tree, model, columns))
        more = anywhere.values_list("pk", flat=True)[:most]
        known = set(found)
        found += [key for key in more if key not in known][: most - len(found)]
    return found


def rank(queryset, tree, keys, measures=Measures()):
    """``{key: Score}`` of the things of ``queryset`` with these ``keys``, the best first."""
    if not keys:
        return {}
    kinds = kinds_of([queryset.model])
    entries = [entry_key(kind, key) for kind in kinds for key in keys]
    texts = {entry % ENTRY_SPAN: found for entry, found in texts_of(entries).items()}
    sought, neighbours = sought_of(tree), neighbours_of(tree)
    known = _measured(queryset, keys, measures)
    scores = {}
    for key in keys:
        score = score_of(texts.get(key, {}), sought, neighbours)
        _weigh(score, known.get(key, {}), measures)
        scores[key] = score
    return dict(sorted(scores.items(), key=lambda pair: (-round(pair[1].points, 6), -pair[0])))


def _measured(queryset, keys, measures):
    if not measures.fields:
        return {}
    rows = queryset.model._default_manager.filter(pk__in=keys).order_by()
    return {row["pk"]: row for row in rows.values("pk", *measures.fields)}


def _weigh(score: Score, known, measures):
    """Add what use and freshness are worth: little, beside the words."""
    if measures.use and (used := known.get(measures.use)):
        score.add(_("use"), min(math.log10(1 + used) * 0.7, MOST_FOR_USE))
    if measures.date and (moment := known.get(measures.date)):
        moment = moment if hasattr(moment, "hour") else None
        if moment is not None:
            days = max((timezone.now() - moment).days, 0)
            score.add(_("freshness"), MOST_FOR_FRESHNESS * 0.5 ** (days / FRESH_DAYS))


def best_keys(queryset, tree, limit=None, measures=Measures(), columns=None):
    """Keys of all of ``queryset`` that answer to ``tree``, at most ``limit``, the best first."""
    candidates = candidate_keys(queryset, tree, measures, columns=columns)
    keys = list(rank(queryset, tree, candidates, measures))
    if len(candidates) < CANDIDATES or (limit is not None and len(keys) >= limit):
        return keys[:limit]
    rest = rest_of(queryset, tree, candidates, measures, columns).values_list("pk", flat=True)
    return keys + list(rest if limit is None else rest[: limit - len(keys)])


def rest_of(queryset, tree, candidates, measures=Measures(), columns=None):
    """What of ``queryset`` answers to ``tree`` and was not weighed, in its order."""
    found = queryset.filter(pk__in=matching_subquery(tree, queryset.model, columns))
    return found.exclude(pk__in=candidates).order_by(*measures.static_order)
