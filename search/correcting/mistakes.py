"""How likely one word was typed for another: the lower the cost, the likelier."""

import re

from .layouts import key_neighbours

# Letters that sound alike where the stress does not fall, or before another consonant.
ALIKE = frozenset(
    map(frozenset, ["оа", "еи", "еэ", "иы", "яе", "яи", "юу", "ео", "йи", "сц", "щш", "чш"])
)
VOICED = frozenset(map(frozenset, ["бп", "вф", "гк", "дт", "жш", "зс", "гх", "гв"]))
NEIGHBOURS = key_neighbours()
SOFT_SIGNS = frozenset("ьъ")
# Consonants that are written and not heard: «сердце», «чувство», «солнце», «лестница».
SILENT = frozenset("вдлт")

LETTER, MISSING = 1.0, 0.9
SOUNDS_ALIKE, SOUNDS_NEAR, NEAR_KEY = 0.4, 0.5, 0.6
DOUBLED, SOFT_SIGN, UNHEARD, SWAPPED = 0.4, 0.4, 0.7, 0.6
# Few mistake the first letter.
FIRST = 0.2

VOWELS = str.maketrans({**dict.fromkeys("оа", "а"), **dict.fromkeys("еэияы", "и"), "ю": "у"})
SOUNDS = [
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in [
        ("тьс|тс|дс", "ц"),
        ("[сз]ч|щ", "щ"),
        ("рдц", "рц"),
        ("лнц", "нц"),
        ("(?<=[сз])[тд](?=н)", ""),
        ("вств", "ств"),
        ("[ьъ]", ""),
        ("[оие]г[оа]$", "ава"),
        ("(?<=[чщшж])[оё]", "и"),
        ("б(?=[пткшсчцщф]|$)", "п"),
        ("в(?=[пткшсчцщф]|$)", "ф"),
        ("г(?=[пткшсчцщф]|$)", "к"),
        ("д(?=[пткшсчцщф]|$)", "т"),
        ("ж(?=[пткшсчцщф]|$)", "ш"),
        ("з(?=[пткшсчцщф]|$)", "с"),
    ]
]
REPEATED = re.compile(r"(.)\1+")


def sounds_of(words):
    """How each of ``words`` sounds, roughly: those that are often mixed up sound the same.

    All at once, a word a line: a hundred thousand one by one would take seconds.
    """
    text = "\n".join(words)
    for pattern, sound in SOUNDS:
        text = pattern.sub(sound, text)
    return REPEATED.sub(r"\1", text.translate(VOWELS)).split("\n")


def _replaced(typed, meant):
    pair = frozenset((typed, meant))
    if pair in ALIKE:
        return SOUNDS_ALIKE
    if pair in VOICED:
        return SOUNDS_NEAR
    return NEAR_KEY if pair in NEIGHBOURS else LETTER


def _dropped(word, place):
    """The cost of a letter that one of the words has and the other has not."""
    letter = word[place]
    if letter in (word[place - 1 : place], word[place + 1 : place + 2]):
        return DOUBLED
    if letter in SOFT_SIGNS:
        return SOFT_SIGN
    return UNHEARD if letter in SILENT and 0 < place < len(word) - 1 else MISSING


def cost(typed, meant):
    """How much ``typed`` differs from ``meant``, in mistakes of which each has its weight."""
    before, rows = None, [0.0]
    for place in range(len(meant)):
        rows.append(rows[-1] + _dropped(meant, place))
    for i, letter in enumerate(typed):
        row = [rows[0] + _dropped(typed, i)]
        for j, other in enumerate(meant):
            best = rows[j] + (0.0 if letter == other else _replaced(letter, other))
            best = min(best, rows[j + 1] + _dropped(typed, i), row[j] + _dropped(meant, j))
            if i and j and letter == meant[j - 1] and other == typed[i - 1] and letter != other:
                best = min(best, before[j - 1] + SWAPPED)
            row.append(best)
        before, rows = rows, row
    return rows[-1] + (FIRST if typed[:1] != meant[:1] else 0.0)
