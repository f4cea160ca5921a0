"""Asking the search for materials."""

from .models import Material

# As many as anybody would page through; the rest is found by further words.
LIMIT = 1000


def matching(materials, words):
    """Primary keys of those of ``materials`` that have ``words``."""
    return [found.pk for found in materials.only("pk").search(words)[:LIMIT]]
