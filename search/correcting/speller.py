"""Corrections of a query, word by word."""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from .layouts import other_layouts
from .mistakes import cost, sounds_of
from .neighbourhood import Neighbourhood

MAX_QUERY, MAX_WORDS = 400, 16
# Shorter words are too near to each other, longer ones are noise.
SHORTEST, LONGEST = 3, 30
PIECE = re.compile(r"(\s+)")
LETTERS = re.compile(r"[^\W\d_]+")
# Signs of the language of queries, which stay where they are.
BEFORE = re.compile(r'^-?"?')

# What a mistake may cost at most, by the length of the word.
LIMITS = [(3, 0.75), (4, 1.0), (5, 1.2), (7, 1.7), (LONGEST, 2.2)]
# How much ten times as many things with the word are worth.
FREQUENT = 0.22
SOUNDS_THE_SAME = 0.55
# Another form of the word than the one that was typed.
OTHER_FORM = 0.5
SPACE, SMALL_WORD = 0.7, 0.25
# A word of so few things, in no dictionary, may be a mistake of whoever wrote it.
RARE, TIMES_MORE = 2, 20
SMALL_WORDS = frozenset("в во и к ко на о об от по с со у за из до для без про над под при".split())
ENDING = re.compile(
    "(?:иями|ями|ами|иях|ого|его|ому|ему|ыми|ими|ией|ия|ии|ию|ий|ие|ях|ах|ов|ев|ей|ой|ый|ая|яя|ое"
    "|ее|ые|ам|ям|ом|ем|ым|им|ых|их|ую|юю|а|я|о|е|ы|и|у|ю|ь)$",
    re.MULTILINE,
)
BASE_LENGTH = 4


def _fold(word):
    return word.lower().replace("ё", "е")


def _bases(words):
    """``words`` without their endings, as well as can be told by their letters; all at once."""
    return ENDING.sub("", "\n".join(words)).split("\n")


class Speller:
    """Corrects words by ``vocabulary``: each known word (folded) and how many things have it.

    ``is_word`` tells whether a word of no thing is one all the same: any form of one in the
    dictionary. Such words are never corrected.
    """

    def __init__(self, vocabulary: Mapping[str, int], is_word: Callable = lambda word: False):
        self.vocabulary = vocabulary
        self.is_word = is_word
        ranked = sorted(vocabulary, key=lambda word: (-vocabulary[word], word))
        ranked = [word for word in ranked if len(word) <= LONGEST and word.isalpha()]
        self._words = Neighbourhood(ranked)
        self._by_sound, self._by_base = {}, {}
        for word, sound, base in zip(ranked, sounds_of(ranked), _bases(ranked), strict=False):
            if len(word) >= SHORTEST:
                self._by_sound.setdefault(sound, []).append(word)
            if len(base) >= BASE_LENGTH:
                self._by_base.setdefault(base, word)
        self._bases = Neighbourhood(self._by_base)
        self.correct_word = lru_cache(maxsize=5_000)(self._correct_word)

    def correct(self, query):
        """``query`` as it may have been meant; empty when nothing needs to be said."""
        pieces = PIECE.split(str(query)[:MAX_QUERY])
        corrected, words = [], 0
        for piece in pieces:
            if piece and not piece.isspace():
                words += 1
                if words <= MAX_WORDS:
                    piece = self._correct_piece(piece)
            corrected.append(piece)
        meant = "".join(self._glue(corrected))
        return meant if meant != "".join(pieces) else ""

    def is_known(self, word):
        """Whether nothing is wrong with ``word`` as it stands."""
        folded = _fold(word)
        return folded in self.vocabulary or self.is_word(folded)

    def _is_right(self, piece):
        words = LETTERS.findall(piece)
        return bool(words) and all(self.is_known(word) for word in words)

    def _correct_piece(self, piece):
        """What stands between two spaces: in the other layout, or each of its words."""
        sign = BEFORE.match(piece).group()
        rest = piece[len(sign) :]
        if not self._is_right(rest):
            moved = self._in_other_layout(rest)
            if moved:
                return sign + moved
        return sign + LETTERS.sub(lambda found: self.correct_word(found.group()), rest)

    def _in_other_layout(self, piece):
        if not any(sign.isalpha() for sign in piece):
            return ""
        layouts = [text for text in other_layouts(piece) if LETTERS.search(text)]
        for text in layouts:
            if self._is_right(text) and len("".join(LETTERS.findall(text))) > 1:
                return text
        # In the wrong layout and with a mistake: only if all of it was, for that is rarer.
        if re.search("[а-яё]", piece.lower()):
            return ""
        for text in layouts:
            meant = LETTERS.sub(lambda found: self.correct_word(found.group()), text)
            if meant != text and self._is_right(meant):
                return meant
        return ""

    def _correct_word(self, word):
        """The word that ``word`` may have been meant for, or itself."""
        folded = _fold(word)
        if not SHORTEST <= len(folded) <= LONGEST:
            return word
        number = self.vocabulary.get(folded, 0)
        if self.is_word(folded) or number > RARE:
            return word
        best = self._best(folded, least=number * TIMES_MORE)
        return best or word

    def _best(self, word, least):
        limit = next(most for length, most in LIMITS if len(word) <= length)
        options = {}

        def offer(other, price):
            worth = FREQUENT * math.log10(1 + self.vocabulary.get(other, 0))
            if price <= limit and other != word:
                options[other] = min(options.get(other, math.inf), price - worth)

        for other in self._by_sound.get(sounds_of([word])[0], ()):
            offer(other, min(cost(word, other), SOUNDS_THE_SAME))
        for other in [*self._words.near(word), *self._swapped(word)]:
            offer(other, cost(word, other))
        self._offer_other_forms(word, offer)
        if not least:
            self._offer_split(word, offer)
        options = {
            other: price
            for other, price in options.items()
            if not least or self.vocabulary.get(other, 0) >= least
        }
        return min(options, key=lambda other: (options[other], other), default="")

    def _swapped(self, word):
        for place in range(len(word) - 1):
            other = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            if other in self.vocabulary:
                yield other

    def _offer_other_forms(self, word, offer):
        """Words of which the vocabulary has another form: with the ending that was typed, if
        that makes a word."""
        (base,) = _bases([word])
        if len(base) < BASE_LENGTH:
            return
        ending = word[len(base) :]
        for other in self._bases.near(base):
            price, form = cost(base, other), self._by_base[other]
            if self.is_word(other + ending):
                offer(other + ending, price)
            else:
                offer(form, max(price, 0.1) + OTHER_FORM)

    def _offer_split(self, word, offer):
        """Two words without the space between them."""
        for place in range(1, len(word) - 1):
            left, right = word[:place], word[place:]
            if len(right) < SHORTEST or right not in self.vocabulary:
                continue
            if left in SMALL_WORDS:
                offer(f"{left} {right}", SPACE + SMALL_WORD)
            elif len(left) >= SHORTEST and left in self.vocabulary:
                rarer = min(self.vocabulary[left], self.vocabulary[right])
                offer(f"{left} {right}", SPACE - FREQUENT * math.log10(1 + rarer))

    def _glue(self, pieces):
        """One word where a space tears it apart and a part of it is no word."""
        glued = []
        for piece in pieces:
            if len(glued) >= 2 and glued[-1].isspace() and piece.isalpha() and glued[-2].isalpha():
                left, right = _fold(glued[-2]), _fold(piece)
                is_torn = not (self.vocabulary.get(left) and self.vocabulary.get(right))
                if is_torn and left not in SMALL_WORDS and left + right in self.vocabulary:
                    glued[-2:] = [left + right]
                    continue
            glued.append(piece)
        return glued
