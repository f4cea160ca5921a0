"""Words within two mistakes of another, out of a hundred thousand, without looking at each.

Whoever makes two mistakes leaves one third of a word whole: words are found by their thirds.
"""

import itertools
from collections import defaultdict
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORT = 5
MOST = 60


def mistakes_in(length):
    """How many letters may be wrong in a word of ``length``."""
    return 1 if length <= SHORT else 2


@cache
def _parts(length, number):
    """Places of so many parts of a word, as long as each other: ``(start, end)``."""
    edges = [length * part // number for part in range(number + 1)]
    return list(itertools.pairwise(edges))


class Neighbourhood:
    """``words`` in an order of importance: of many candidates the first are looked at."""

    def __init__(self, words):
        self._index = defaultdict(list)
        for word in words:
            length = len(word)
            for number in (2, 3):
                # Halves are enough where one mistake is looked for: among short words.
                if (number == 2 and length > SHORT + 1) or (number == 3 and length < SHORT - 1):
                    continue
                for part, (start, end) in enumerate(_parts(length, number)):
                    self._index[length, number, part, word[start:end]].append(word)

    def near(self, word):
        """Words near ``word``, the nearest first."""
        most = mistakes_in(len(word))
        found = list(dict.fromkeys(self._candidates(word, most)))
        near = process.extract(word, found, scorer=OSA.distance, score_cutoff=most, limit=MOST)
        return [other for other, _distance, _place in near]

    def _candidates(self, word, most):
        for length in range(max(len(word) - most, 1), len(word) + most + 1):
            for part, (start, end) in enumerate(_parts(length, most + 1)):
                size = end - start
                for shift in range(-most, most + 1):
                    place = start + shift
                    if 0 <= place <= len(word) - size and size:
                        key = (length, most + 1, part, word[place : place + size])
                        yield from self._index.get(key, ())
