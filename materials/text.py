"""Small transformations of titles: the slug of an address and the key to sort by."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

SLUG_LENGTH = 80
SORT_KEY_LENGTH = 255
# What a title may begin with although no reader would look for it there.
NOT_LETTERS = "«»\"'“”„()[]—–-…. "


def make_slug(title, fallback):
    """``title`` in Latin letters for an address; ``fallback`` when nothing is left of it."""
    slug = slugify(string_to_ascii(title))
    if len(slug) > SLUG_LENGTH:
        # Cut between words when there are any.
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug or fallback


def make_sort_key(title):
    """What titles are sorted by: SQLite and PostgreSQL both compare its code points alike,
    and neither capitals nor quotation marks nor ё stand in the way."""
    # Some capitals become two small letters.
    return title.lower().replace("ё", "е").lstrip(NOT_LETTERS)[:SORT_KEY_LENGTH]
