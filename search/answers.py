"""What a reader is shown for her query: results for it or, if it was mistyped, for what it was
meant to be."""

from dataclasses import dataclass, field

from .analysis import STOP_WORDS, words
from .corrections import guess
from .engine import Results, search
from .sources import get_sources

# With fewer results than this, there may be a mistake in the query.
FEW = 4


@dataclass
class Answer:
    """``results`` are for ``shown``: what was typed, or what was meant instead. ``meant`` is a
    better query to offer beside the results, if there is one."""

    typed: str
    shown: str
    results: Results
    meant: str = ""
    filters: dict = field(default_factory=dict)

    @property
    def is_corrected(self):
        return self.shown != self.typed

    def of_source(self, source):
        """The same results of one kind only."""
        return self.results.narrowed(sources=[source])


def answer(query, user, filters=None, *, is_verbatim=False):
    """The ``Answer`` to ``query``; ``is_verbatim``: the reader insists on what she typed."""
    filters = filters or {}
    results = search(query, user, get_sources(), filters)
    found = Answer(query, query, results, filters=filters)
    if is_verbatim or filters or (results.count >= FEW and not results.is_relaxed):
        return found
    meant = guess(query)
    if not meant:
        return found
    others = search(meant, user, get_sources(), filters)
    if not others.count or (others.is_relaxed and results.count):
        return found
    if not _may_be_told(meant, query, user):
        return found
    if not results.count or results.is_relaxed:
        return Answer(query, meant, others, filters=filters)
    if others.count > results.count:
        found.meant = meant
    return found


def _may_be_told(meant, query, user):
    """Whether each new word of ``meant``, which finds something, does so by itself: one that was
    public once and is no more must not be told beside others."""
    meant_words = words(meant)
    if len(meant_words) < 2:
        return True
    new_words = set(meant_words) - set(words(query)) - STOP_WORDS
    return all(search(word, user).count for word in new_words)
