"""What the forms of a word have in common."""

from functools import cache, lru_cache

import snowballstemmer

from .tokens import CYRILLIC

# How likely another reading of a word must be to count beside the likeliest.
LIKELY = 0.1
# Marks of the dictionary for what proves nothing of a word: misprints, bent words, first names
# («Алимпиада» is one).
UNPROVEN = frozenset({"Erro", "Dist", "Name"})


@cache
def _stemmer(language):
    return snowballstemmer.stemmer(language)


@cache
def _dictionary():
    """Read at the first word that is asked for, not when the site starts: a third of a second.
    Processes share its pages of memory."""
    import pymorphy3
    from pymorphy3.units import DictionaryAnalyzer

    return pymorphy3.MorphAnalyzer(lang="ru"), DictionaryAnalyzer


@lru_cache(maxsize=50_000)
def stem(word):
    """The part of a normal ``word`` that its forms share."""
    return _stemmer("russian" if CYRILLIC.search(word) else "english").stemWord(word)


@lru_cache(maxsize=20_000)
def is_in_dictionary(word):
    """Whether ``word`` (folded) is a form of a word that the dictionary has, other than
    first names and frequent mistakes, which it has too."""
    if not CYRILLIC.search(word):
        return False
    morphology, known = _dictionary()
    return any(
        len(parse.methods_stack) == 1
        and isinstance(parse.methods_stack[0][0], known)
        and UNPROVEN.isdisjoint(parse.tag.grammemes)
        for parse in morphology.parse(word)
    )


@lru_cache(maxsize=100_000)
def readings(word):
    """Pairs of a dictionary form that ``word`` (folded) may be of and how likely it is, the
    likeliest first. Of a word that no dictionary has, the stem."""
    if not CYRILLIC.search(word):
        return ((stem(word), 1.0),)
    morphology, known = _dictionary()
    found = {}
    for parse in morphology.parse(word):
        if len(parse.methods_stack) == 1 and isinstance(parse.methods_stack[0][0], known):
            lemma = parse.normal_form.replace("ё", "е")
            found[lemma] = found.get(lemma, 0) + parse.score
    if not found:
        return ((stem(word), 1.0),)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def lemmas(word, likely=LIKELY):
    """The dictionary forms that ``word`` may well be of, the likeliest first."""
    first, *others = readings(word)
    return (first[0], *(lemma for lemma, score in others if score >= likely))


@lru_cache(maxsize=5_000)
def forms_of(lemma):
    """All forms that a dictionary has of ``lemma``; of another word, itself."""
    if not CYRILLIC.search(lemma):
        return frozenset([lemma])
    morphology, known = _dictionary()
    found = {lemma}
    for parse in morphology.parse(lemma):
        is_known = len(parse.methods_stack) == 1 and isinstance(parse.methods_stack[0][0], known)
        if is_known and parse.normal_form.replace("ё", "е") == lemma:
            found |= {form.word.replace("ё", "е") for form in parse.lexeme}
    return frozenset(found)
