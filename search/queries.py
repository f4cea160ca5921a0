"""Asking the index: for keys first, so that whatever a reader may see can be asked of the
database as it is, with any filter and any order."""

from wagtail.search.backends import get_search_backend

from .analysis import query_stems

# As many as anybody would page through; the rest is found by further words.
MOST_FOUND = 1000


def matching_keys(model, query, limit=MOST_FOUND):
    """Primary keys of the things of ``model`` that have all words of ``query`` in any of their
    forms, the best first."""
    if not query_stems(query):
        return []
    results = get_search_backend().search(query, model._default_manager.all(), operator="and")
    return list(results.get_queryset().values_list("pk", flat=True)[:limit])


def search_queryset(queryset, query):
    """Those of ``queryset`` that have all words of ``query``, in the order they were in."""
    return queryset.filter(pk__in=matching_keys(queryset.model, query))
