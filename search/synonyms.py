"""Words of school language that mean the same. They widen what is asked, never what is indexed,
so a change of the list acts at once, in every process."""

import uuid
from functools import lru_cache

from django.core.cache import caches

from .analysis import STOP_WORDS, lemmas, tokens

VERSION_KEY = "search.synonyms.version"


def get_synonyms():
    """``{terms of a word or of several: options of what means the same}``; under the empty key,
    of how many words the longest consists."""
    shared = caches["shared"]
    version = shared.get(VERSION_KEY)
    if version is None:
        version = uuid.uuid4().hex
        shared.set(VERSION_KEY, version, None)
    return _load(version)


def forget_synonyms():
    """The list was changed."""
    caches["shared"].delete(VERSION_KEY)


@lru_cache(maxsize=2)
def _load(version):
    from .models import Synonym

    table = {}
    for words in Synonym.objects.values_list("words", flat=True):
        options = {}
        for text in words.split(","):
            places = tuple(
                lemmas(token.word) for token in tokens(text) if token.word not in STOP_WORDS
            )
            if places:
                options[tuple(place[0] for place in places)] = places
        for key in options:
            others = table.setdefault(key, [])
            others += [
                places for other, places in options.items()
                if other != key and places not in others
            ]  # fmt: skip
    found = {key: tuple(others) for key, others in table.items() if others}
    return {**found, "": max(map(len, found), default=0)}
