"""What the index knows of a text."""

from dataclasses import dataclass

from .morphology import lemmas
from .stop_words import STOP_WORDS
from .tokens import MAX_QUERY, MAX_QUERY_WORDS, tokens, words


@dataclass(frozen=True)
class Terms:
    """``main``: a term for each word, in their order. ``extra``: of words that may be forms of
    several, the others; they stand behind, so that neighbours stay neighbours."""

    main: list
    extra: list

    def __str__(self):
        return " ".join([*self.main, *self.extra])


def terms_of(text, limit=None):
    """``Terms`` of ``text``, of its first ``limit`` words that say something."""
    main, extra = [], []
    for token in tokens(str(text)):
        if token.word in STOP_WORDS:
            continue
        first, *others = lemmas(token.word)
        main.append(first)
        extra += others
        if limit and len(main) >= limit:
            break
    return Terms(main, extra)


def stems(text):
    """Terms of the words of ``text`` that mean something, in their order."""
    return terms_of(text).main


def query_words(query):
    """Words of a reader's query, of a bounded number."""
    return words(str(query)[:MAX_QUERY])[:MAX_QUERY_WORDS]


def query_stems(query):
    """Terms of a reader's query, of a bounded number; empty when it says nothing."""
    return stems(str(query)[:MAX_QUERY])[:MAX_QUERY_WORDS]
