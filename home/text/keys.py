"""Texts as they are looked through: SQLite knows no small and capital Cyrillic letters."""


def search_key(*texts):
    """``texts`` in one line of small letters, with е for ё and single spaces."""
    joined = " ".join(filter(None, texts)).lower().replace("ё", "е")
    return " ".join(joined.replace("\u00a0", " ").split())
