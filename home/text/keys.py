"""Texts as they are looked through: SQLite knows no small and capital Cyrillic letters."""

import re

LONGEST_KEY = 19


def search_key(*texts):
    """``texts`` in one line of small letters, with е for ё and single spaces."""
    joined = " ".join(filter(None, texts)).lower().replace("ё", "е")
    return " ".join(joined.replace("\u00a0", " ").split())


def bare_words(text):
    """Words and numbers of ``text`` as they are looked through, without the signs around them;
    signs alone stay."""
    key = search_key(text)
    return re.findall(r"\w+", key) or key.split()


def as_key(text):
    """The key of a row that ``text`` from an address or a form names; ``None`` for what can be
    none, or would be too long for the database."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_KEY else None
