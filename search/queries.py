"""Asking the index about one kind of thing: for keys first, so that whatever a reader may see
can be asked of the database as it is, with any filter and any order."""

from .matching import among
from .parsing import parse
from .ranking import best_keys
from .tree import NOTHING

# As many as anybody would page through; the rest is found by further words.
MOST_FOUND = 1000


def matching_keys(model, query, limit=MOST_FOUND):
    """Primary keys of the things of ``model`` that have all words of ``query`` in any of their
    forms, the best first; at most ``limit``, for one who shows no more."""
    tree = parse(query)
    if tree == NOTHING:
        return []
    return best_keys(model._default_manager.all(), tree, limit)


def search_queryset(queryset, query):
    """Those of ``queryset`` that have all words of ``query``, in the order they were in."""
    tree = parse(query)
    if tree == NOTHING:
        return queryset.none()
    return among(queryset, tree)
