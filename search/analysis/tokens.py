"""Words as they stand in a text, each in one form of writing."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Signs that stand inside words without being letters: soft hyphens, stress marks, spaces of no
# width.
INSIDE = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
TOKEN = re.compile(rf"(?:[^\W\d_][{INSIDE}]*)+|\d+|%")
WORD = re.compile(r"[^\W_]+")
CYRILLIC = re.compile("[а-яіїєґ]")
LATIN = re.compile("[a-z]")
# Latin letters that look like Cyrillic ones, typed by mistake inside a Russian word.
LOOK_ALIKES = str.maketrans("aceopxyhkmtb", "асеорхункмтв")
# Longer words are noise, and longer queries are nobody's question.
MAX_WORD = 60
MAX_QUERY = 400
MAX_QUERY_WORDS = 16

# How a number is made an ordinal: «5-й», «5го».
ENDINGS = frozenset("й го му м е я ю ый ой ого ому ым ом ая ую ые ых ыми ти х их ми".split())
UNITS = {"кл": "класс", "%": "процент"}
HYPHENS = frozenset("-\u2010\u2011\u2013")


@dataclass(frozen=True)
class Token:
    """A word: how it is written in one way, and where it stands in its text."""

    word: str
    start: int
    end: int
    # Joined to the word before it by a hyphen, or by nothing: «ЕГЭ-2026», «5кл».
    is_joined: bool = False


@lru_cache(maxsize=50_000)
def fold(word):
    """``word`` in small letters of one alphabet, without stress marks and the like; may be
    empty."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).lower().replace("ё", "е")
        marked = unicodedata.normalize("NFD", word.replace("й", "\ue000"))
        word = "".join(sign for sign in marked if unicodedata.category(sign) not in {"Mn", "Cf"})
        word = unicodedata.normalize("NFC", word.replace("\ue000", "й"))
    word = "".join(WORD.findall(word.lower()))[:MAX_WORD]
    if CYRILLIC.search(word) and LATIN.search(word):
        alike = word.translate(LOOK_ALIKES)
        return word if LATIN.search(alike) else alike
    return word


def tokens(text):
    """The words of ``text`` in their order."""
    end, before = 0, ""
    for found in TOKEN.finditer(text):
        start, word = found.start(), found.group()
        gap = text[end:start]
        is_joined = bool(end) and (not gap or gap in HYPHENS)
        end = found.end()
        word = UNITS["%"] if word == "%" else fold(word)
        if before.isdigit() and not word.isdigit():
            if is_joined and word in ENDINGS:
                continue
            word = UNITS.get(word, word)
        elif word == UNITS["%"] and found.group() == "%":
            continue  # A sign that belongs to no number.
        before = word
        if word:
            yield Token(word, start, end, is_joined)


def words(text):
    """Words of ``text`` in lower case, with е for ё, in their order: as they are compared
    letter by letter."""
    folded = str(text).lower().replace("ё", "е").replace("\u0301", "")
    return [word[:MAX_WORD] for word in WORD.findall(folded)]
