"""How words of the list are compared with a text: letter by letter, or by their stems."""

import unicodedata

from home.text.invisible import drop_invisible
from search.analysis import lemmas, stem, words

from .enums import WordForm

# Latin and Greek letters that look like Cyrillic ones: whoever means to deceive the list mixes
# them, or writes the whole word in them.
LOOK_ALIKES = str.maketrans("aceopxyhkmtbαεορκτχυ", "асеорхункмтваеорктху")
ACCENTS = "Mn"


def _one_alphabet(word):
    """``word`` in Cyrillic letters, if it has any or can be read in them; another Latin word
    stays Latin."""
    is_mixed = any("а" <= letter <= "я" for letter in word)
    looks_so = all(ord(letter) in LOOK_ALIKES for letter in word)
    return word.translate(LOOK_ALIKES) if is_mixed or looks_so else word


def _bare(text):
    """``text`` without what stands between letters and over them and is no letter."""
    plain = unicodedata.normalize("NFKC", drop_invisible(text))
    return "".join(sign for sign in plain if unicodedata.category(sign) != ACCENTS)


def _said(text):
    return [_one_alphabet(word) for word in words(_bare(text))]


def tokens(text, form):
    """What ``text`` consists of, for words looked for in ``form``."""
    found = _said(text)
    return found if form == WordForm.EXACT else [stem(word) for word in found]


def lemmas_of(text):
    """The dictionary's forms of what ``text`` consists of, of each word the likeliest: a stem
    is cut differently in some forms of one word."""
    return [next(iter(lemmas(word)), word) for word in _said(text)]


def key_of(text, form):
    """What a word (or a few) of the list is compared by."""
    return " ".join(tokens(text, form))[:120]


def sequences(found, lengths):
    """Runs of words in ``found`` of each of ``lengths``, as keys."""
    return {
        " ".join(found[start : start + length])
        for length in lengths
        for start in range(len(found) - length + 1)
    }
