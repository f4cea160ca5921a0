"""Asking the search for materials."""

from wagtail.search.backends import get_search_backend

# As many as anybody would page through; the rest is found by further words.
MOST_FOUND = 1000


def matching(materials, words):
    """Primary keys of those of ``materials`` that have all ``words``, in any of their forms.

    The index is asked for keys first, so that every filter can be combined with it.
    """
    found = get_search_backend().search(
        words, materials.model.objects.all(), operator="and", order_by_relevance=False
    )
    return [material.pk for material in found[:MOST_FOUND]]
