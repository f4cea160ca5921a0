"""The two keyboard layouts of this country: what was typed in one, as it would be in the other."""

import itertools

LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
# The same keys with the shift key held.
LATIN_SHIFTED = '~{}:"<>'
CYRILLIC_SHIFTED = "ёхъжэбю"
TO_CYRILLIC = str.maketrans(LATIN_KEYS + LATIN_SHIFTED, CYRILLIC_KEYS + CYRILLIC_SHIFTED)
TO_LATIN = str.maketrans(CYRILLIC_KEYS, LATIN_KEYS)
ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
# What ends a sentence rather than a word typed in the wrong layout.
ENDS = "?!,.;:"


def other_layouts(piece):
    """``piece`` (what stands between two spaces) with its letters of one alphabet moved to the
    keys of the other; also when the layout was switched within it. The likelier come first."""
    small = piece.lower()
    bare = small.rstrip(ENDS)
    found = []
    for text in (small, bare):
        for keys in (TO_CYRILLIC, TO_LATIN):
            moved = text.translate(keys)
            if moved not in (small, bare) and moved not in found:
                found.append(moved)
    return found


def key_neighbours():
    """Pairs of letters whose keys lie side by side, in a row or one above the other."""
    pairs = set()
    for alphabet in (ROWS[:3], ROWS[3:]):
        for row in alphabet:
            pairs.update(itertools.pairwise(row))
        for upper, lower in itertools.pairwise(alphabet):
            pairs.update(zip(upper, lower, strict=False))
            pairs.update(zip(upper[1:], lower, strict=False))
    return frozenset(frozenset(pair) for pair in pairs)
