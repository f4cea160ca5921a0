"""Words that the site watches for: what is written with them waits for a moderator."""

from django.core.cache import cache

from .enums import WordForm
from .matching import key_of, lemmas_of, sequences, tokens
from .models import WatchWord
from .models.words import WORDS_KEY

# A worker that missed the news of a changed list learns of it after so many seconds.
CACHE_SECONDS = 300


def _watched():
    """``{form: {key: word}}`` of the whole list; no query once it is known."""
    found = cache.get(WORDS_KEY)
    if found is None:
        found = {form: {} for form in WordForm.values}
        for form, text in WatchWord.objects.values_list("form", "text"):
            # By the rules of today, whenever it was put into the list.
            found[form][key_of(text, form)] = text
            if form == WordForm.ANY_FORM:
                found[form][" ".join(lemmas_of(text))] = text
        cache.set(WORDS_KEY, found, CACHE_SECONDS)
    return found


def watched_in(text):
    """Words of the list that ``text`` has in it, as the list writes them, sorted."""
    found = set()
    for form, listed in _watched().items():
        if listed:
            lengths = {key.count(" ") + 1 for key in listed}
            said = sequences(tokens(text, form), lengths)
            if form == WordForm.ANY_FORM:
                said |= sequences(lemmas_of(text), lengths)
            found |= {listed[key] for key in listed.keys() & said}
    return sorted(found)
