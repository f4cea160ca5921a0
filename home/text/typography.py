"""Russian typesetting of plain text: what must not be torn apart at the end of a line, and the
signs that a keyboard lacks. Pure functions; tags of HTML inside the text are left alone."""

import re
from functools import lru_cache

NBSP = "\u00a0"
NARROW = "\u202f"
HYPHEN = "\u2011"
JOINER = "\u2060"

# Prepositions, conjunctions and particles of three letters; shorter words are taken by length.
SHORT_WORDS = "без|вне|для|или|изо|как|над|обо|ото|под|при|про|что|это|не|ни"
LETTER = "А-Яа-яЁёA-Za-z"
TAG = re.compile(r"(<[^<>]*>)")

RULES = [
    # Hyphen between spaces is a dash (between numbers it is a minus); a dash begins no line.
    (re.compile(r"(?<=[^\s0-9])[ \u00a0]+-[ \u00a0]+|(?<=[0-9]) - (?![0-9])"), " — "),
    (re.compile(r"(?<=\S)[ \u00a0]+[–—][ \u00a0]+"), f"{NBSP}— "),
    # «№5», «№ 5», «§ 5».
    (re.compile(r"([№§])[ \u00a0\u202f\u2009]*(?=[0-9A-Za-zА-ЯЁа-яё])"), rf"\1{NARROW}"),
    # Initials before and after a surname: «Н. П. Рябинина», «Рябинина Н. П.».
    (
        re.compile(r"\b([А-ЯЁ])\.[ \u00a0\u202f]*([А-ЯЁ])\.[ \u00a0]*(?=[А-ЯЁ][а-яё])"),
        rf"\1.{NARROW}\2.{NBSP}",
    ),
    (
        re.compile(r"(?<=[а-яё])[ \u00a0]+([А-ЯЁ])\.[ \u00a0\u202f]*([А-ЯЁ])\.(?![а-яё])"),
        rf"{NBSP}\1.{NARROW}\2.",
    ),
    (re.compile(r"\b([А-ЯЁ])\.[ \u00a0]+(?=[А-ЯЁ][а-яё])"), rf"\1.{NBSP}"),
    # «и т. д.», «т. е.», «г. Касимов», «ул. Мира», «стр. 5».
    (re.compile(r"\b(т)\.[ \u00a0]?(д|е|к|п|ч)\."), rf"\1.{NARROW}\2."),
    (
        re.compile(r"\b(г|гг|с|стр|ул|пос|дер|им|кл|каб|ч|рис|п|пп|ст)\.[ ]+(?=[0-9А-ЯЁ«])"),
        rf"\1.{NBSP}",
    ),
    # «8-х классов», «5-й»: the ending stays with its figure.
    (re.compile(rf"(?<=[0-9])-(?=[{LETTER}]{{1,3}}\b)"), HYPHEN),
    # «5–9 классы»: a pair of numbers stays in one line; dates and telephones are no pairs.
    (re.compile(r"(?<![0-9–-])([0-9]{1,4})–(?=[0-9]{1,4}(?![0-9–-]))"), rf"\1–{JOINER}"),
    (re.compile(r"(?<![0-9–-])([0-9]{1,4})-(?=[0-9]{1,4}(?![0-9–-]))"), rf"\1{HYPHEN}"),
    # «24 ноября», «34 материала», «19 000»; longer words may go to the next line.
    (re.compile(r"(?<![0-9:.,-])([0-9]{1,4}) (?=[а-яё]{1,10}\b)"), rf"\1{NBSP}"),
    (re.compile(r"(?<=[0-9]) (?=[0-9]{3}\b)"), NBSP),
    # Short words go with the next one; particles with the one before.
    (
        re.compile(
            rf"(?<![{LETTER}0-9-])((?:[{LETTER}]{{1,2}}|{SHORT_WORDS}))[ ]+(?=\S)", re.IGNORECASE
        ),
        rf"\1{NBSP}",
    ),
    (re.compile(r"(?<=\S)[ ]+(?=(?:же|ли|бы|ж|б)\b)"), NBSP),
]


def set_quotes(text):
    """Turn straight double quotes into « », inner ones into „ “."""
    depth, result = 0, []
    for index, sign in enumerate(text):
        if sign == "«":
            depth += 1
        elif sign == "»":
            depth = max(0, depth - 1)
        elif sign == '"':
            before = text[index - 1] if index else " "
            if before.isspace() or before in "(«[—–„":
                depth += 1
                sign = "«" if depth == 1 else "„"
            elif depth:
                sign = "»" if depth == 1 else "“"
                depth -= 1
        result.append(sign)
    return "".join(result)


@lru_cache(maxsize=4096)
def set_text(text):
    """Typeset one run of text that holds no tags; titles recur on many pages, hence the cache."""
    text = set_quotes(text)
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


def typeset(text):
    """Typeset ``text``; what stands in angle brackets (tags of rich text) is not touched."""
    return "".join(part if part.startswith("<") else set_text(part) for part in TAG.split(text))


def get_initials(name):
    """One or two capitals for the avatar of ``name``: «Рябинина Наталья» and
    «Н. П. Рябинина» give «РН» and «НР»; the patronymic is left out."""
    words = [word for word in re.split(r"[\s\u00a0\u202f]+", name.replace(".", ". ")) if word]
    if not words:
        return ""
    if words[0].endswith("."):
        words = [words[0], words[-1]]
    return "".join(word[0].upper() for word in words[:2])
