"""What a reader may have meant, by the words of what everybody may read.

The speller holds these words in memory, in each process. It is made anew when they have changed,
at most every ten minutes; where there are very many of them, beside the requests, which are
served by the old one until then.
"""

import threading

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Sum

from .analysis import is_in_dictionary
from .correcting import Speller
from .engine import search
from .models import PublicWord
from .vocabulary import get_public_words

CHECKED_KEY, CHECKED_FOR = "search:speller-checked", 600
# So many words are read in at once, while somebody waits.
FEW_WORDS = 20_000

_lock = threading.Lock()
_kept = {"state": None, "speller": None, "is_being_made": False}


def guess(query):
    """``query`` as it may have been meant; empty when nothing is wrong with it. Whether that
    finds anything for a reader has yet to be seen: a public thing may have been closed since."""
    return _speller().correct(query)


def correct(query, user):
    """The same, if it finds something for ``user``."""
    meant = guess(query)
    return meant if meant and search(meant, user).count else ""


def _speller():
    if _kept["speller"] is not None and cache.get(CHECKED_KEY) == _kept["state"]:
        return _kept["speller"]
    state = _state_of_words()
    if state != _kept["state"]:
        if _kept["speller"] is None or state[0] <= FEW_WORDS:
            _make(state)
        else:
            _make_beside(state)
    cache.set(CHECKED_KEY, _kept["state"], CHECKED_FOR)
    return _kept["speller"]


def _state_of_words():
    found = PublicWord.objects.aggregate(words=Count("pk"), things=Sum("number"))
    return (found["words"], found["things"] or 0)


def _make(state):
    speller = Speller(get_public_words(), is_in_dictionary)
    with _lock:
        _kept.update(state=state, speller=speller)


def _make_beside(state):
    with _lock:
        if _kept["is_being_made"]:
            return
        _kept["is_being_made"] = True

    def make():
        try:
            _make(state)
        finally:
            _kept["is_being_made"] = False
            connection.close()

    threading.Thread(target=make, daemon=True).start()
