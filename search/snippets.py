"""The place in a thing that tells the most about what was asked, with the words marked as they
stand there."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .analysis import fold, lemmas
from .analysis.morphology import forms_of
from .tree import wanted_terms

LENGTH = 220
# So many places of a text are compared.
MOST_PLACES = 300
PREFIX = 4


@dataclass(frozen=True)
class Snippet:
    """``parts``: pairs of a text and whether it is marked. ``where``: the place, in words, if it
    is not the thing itself («plan.docx, page 3»)."""

    parts: list
    where: str = ""

    def __str__(self):
        return "".join(text for text, _is_marked in self.parts)


@dataclass(frozen=True)
class _Wanted:
    """Terms to be marked, each with its number in the query, and by what words of them begin."""

    numbers: dict
    pattern: re.Pattern


@lru_cache(maxsize=256)
def _wanted(tree):
    numbers, beginnings = {}, set()
    for number, term in enumerate(wanted_terms(tree)):
        for option in term.options:
            for place in option:
                for lemma in place:
                    numbers.setdefault(lemma, number)
                    beginnings |= {form[:PREFIX] for form in forms_of(lemma)}
    starts = "|".join(sorted(map(re.escape, beginnings), key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W_])(?:{starts})[^\W_]*" if starts else r"(?!)")
    return _Wanted(numbers, pattern)


def _places(text, wanted):
    """``(start, end, number of the term)`` of the words of ``text`` that were asked for."""
    plain = text.lower().replace("ё", "е")
    if len(plain) != len(text):
        plain = text
    found = []
    for match in wanted.pattern.finditer(plain):
        number = next(
            (wanted.numbers[lemma] for lemma in lemmas(fold(match.group()), 0.0)
             if lemma in wanted.numbers),
            None,
        )  # fmt: skip
        if number is not None:
            found.append((match.start(), match.end(), number))
            if len(found) >= MOST_PLACES:
                break
    return found


def _best(places):
    """``(how many terms, start)`` of the stretch that has the most of them."""
    best = (0, 0)
    for first, (start, _end, _number) in enumerate(places):
        near = {number for begin, _e, number in places[first : first + 12]
                if begin < start + LENGTH}  # fmt: skip
        if len(near) > best[0]:
            best = (len(near), start)
    return best


def snippet_of(passages, tree):
    """The ``Snippet`` of the best of ``passages``, pairs of a place in words and a text; of the
    beginning of the first if none of them has a word that was asked for; ``None`` of nothing."""
    return _choose(passages, _wanted(tree))[1]


def _choose(passages, wanted):
    """``(how many terms it has, Snippet)``."""
    terms = len(set(wanted.numbers.values()))
    best, first = None, None
    for where, text in passages:
        text = " ".join(str(text).split())
        if not text:
            continue
        first = first or (0, where, text, 0, [])
        places = _places(text, wanted)
        covered, start = _best(places)
        if covered and (best is None or covered > best[0]):
            best = (covered, where, text, start, places)
            if covered == terms:
                break
    if best is None and first is None:
        return 0, None
    covered, where, text, start, places = best or first
    return covered, Snippet(_cut(text, start, places), where)


def _cut(text, start, places):
    """The stretch of ``text`` around ``start``, from word to word."""
    begin = max(start - LENGTH // 4, 0)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = min(begin + LENGTH, len(text))
    if end < len(text):
        end = max(text.rfind(" ", begin, end), start + 1)
    parts = [("… ", False)] if begin else []
    for from_, to, _number in places:
        if from_ < begin or to > end:
            continue
        if from_ > begin:
            parts.append((text[begin:from_], False))
        parts.append((text[from_:to], True))
        begin = to
    parts.append((text[begin:end] + (" …" if end < len(text) else ""), False))
    return [part for part in parts if part[0]]


def snippet(text, tree):
    """The ``Snippet`` of one text."""
    return snippet_of([("", text)], tree)


def snippets_of(source, things, tree):
    """``{key: Snippet}`` of ``things`` that ``source`` gave for one reader. Files are looked
    into only where the thing itself does not have all the words."""
    things = list(things)
    wanted = _wanted(tree)
    terms = len(set(wanted.numbers.values()))
    passages = source.get_passages(things)
    found = {thing.pk: _choose(passages.get(thing.pk, []), wanted) for thing in things}
    lacking = [key for key, (covered, _snippet) in found.items() if covered < terms]
    for key, further in (source.get_further_passages(lacking) if lacking else {}).items():
        other = _choose(further, wanted)
        if other[0] > found[key][0]:
            found[key] = other
    return {key: snippet for key, (_covered, snippet) in found.items() if snippet}
