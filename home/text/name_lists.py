"""Lists of people's names in a text: what a class register looks like.

One name is signed everywhere; a list of them with a class or marks is about children. Lists of
authors have patronymics or initials and no such words near them; writers, scientists and heroes
whom a lesson is about are known by name.
"""

import re
from functools import cache
from pathlib import Path

NAMES_FILE = Path(__file__).with_name("first_names.txt")
FAMOUS_FILE = Path(__file__).with_name("famous_people.txt")

# A name within a line: numbering and what stands in a table's other cells may be around it.
WORD = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?"
CAPITALS = r"[А-ЯЁ]{2,30}(?:-[А-ЯЁ]{2,30})?"
NAME = re.compile(
    rf"(?<![\w-])({WORD}|{CAPITALS})[ \u00a0]({WORD}|[А-ЯЁ]\.(?:[ \u00a0]?[А-ЯЁ]\.)?)"
    rf"(?:[ \u00a0]({WORD}))?(?![\w-])"
)
PATRONYMIC = re.compile(r"(?:вич|вна|ична|инична|оглы|кызы)$")
SURNAME = re.compile(
    r"(?:[оеё]ва?|[ыи]на?|ская|ский|цкая|цкий|ко|ук|юк|ых|их|ян|дзе|швили|ич|ая|ий|ой|ец|ер|ман|"
    r"ев|ов|ин|иев|ук|ок|як|ак|ль|га|да|ба|та|за|ра|ша|ца|ха)$"
)
# Words by which one knows that the people of a list are children, or that it is a register.
CHILDREN = re.compile(
    r"(?:спис(?:ок|к\w{1,2}) (?:класса|учащихся|учеников|обучающихся|детей|группы|воспитанников|"
    r"участников)|учащи(?:еся|хся)|учени(?:ки|ков|ц|цы)|обучающи(?:еся|хся)|воспитанник\w{0,2}|"
    r"(?:ф\.? ?и\.?(?: ?о\.?)?|фамилия)[ ,]{1,2}(?:им[яи]|учен|обуч|реб|дет)|"
    r"фи ?о? ?(?:учен|обуч|реб)|"
    r"дети|детей|наши ребята|класса?:|классный журнал|посещаемост|успеваемост|"
    r"(?<!\w)(?:не)?успевающи[ехй]|отстающи[ехй]|второгодник|одноклассник|ребята)",
    re.IGNORECASE,
)
# These may be said of grown-ups: they count where people are called without patronymics.
OFTEN_CHILDREN = re.compile(
    r"(?:дежурн\w{2,3}|отличник|хорошист|победител|приз[её]р|участник|должник|не сдавш|команд[аы]|"
    r"опоздавш|отсутству|(?<!\w)овз(?!\w)|результат)",
    re.IGNORECASE,
)
# A class right above a list: «Список 5А», «7 «Б» класс:».
CLASS_ABOVE = re.compile(
    r"(?<![\w.])(?:1[01]|[1-9])[ \u00a0-]?(?:[«\"]?[а-е][»\"]?(?: класса?)?|класса?)"
    r"[\s:.№)\d|]*$",
    re.IGNORECASE,
)
CLASS_OR_MARK = re.compile(r"(?<!\w)(?:1[01]|[1-9])[ \u00a0]?[«\"]?[А-ЕA-E][»\"]?(?!\w)|класс")
# A class right after a list: «… Гусев А. (7 Б класс)».
CLASS_BELOW = re.compile(
    r"^[\s.]{0,3}[(–—-][ \u00a0]{0,2}(?:1[01]|[1-9])[ \u00a0-]?"
    r"(?:[«\"]?[а-е][»\"]?(?: класса?)?(?!\w)|класса?)",
    re.IGNORECASE,
)
TWO_INITIALS = re.compile(r"\.[ \u00a0]?[А-ЯЁ]\.")
SEPARATOR = re.compile(r"[\n;,\t|]")
# So far apart may two names of one list stand, in characters.
MAX_GAP = 60
MIN_WITH_WORDS = 3
MIN_ALONE = 6
CONTEXT = 160


@cache
def first_names():
    """First names and their short forms, in small letters."""
    return frozenset(NAMES_FILE.read_text(encoding="utf-8").lower().split())


@cache
def famous_people():
    """Pairs of first name and surname, in small letters."""
    lines = FAMOUS_FILE.read_text(encoding="utf-8").lower().splitlines()
    return frozenset(frozenset(line.split()) for line in lines)


def names_person(text):
    """Whether somebody is called in ``text`` by surname and first name or initials."""
    return any(is_person(match) for match in NAME.finditer(text))


def is_person(match):
    """Whether a match of ``NAME`` is a surname with a first name, in either order, or with
    initials; with a patronymic too."""
    first, second, third = match.group(1), match.group(2), match.group(3)
    if "." in second:
        return bool(SURNAME.search(first.lower()))
    if PATRONYMIC.search(second.lower()) and first.lower() in first_names():
        return third is None or bool(SURNAME.search(third.lower()))
    return second.lower() in first_names() or (
        first.lower() in first_names() and bool(SURNAME.search(second.lower()))
    )


def has_patronymic(match):
    """Whether the name is one of a grown-up or of an official paper."""
    words = [word for word in match.groups() if word]
    return any(PATRONYMIC.search(word.lower()) for word in words[1:])


def find_lists(text):
    """``(start, end)`` of each list of names that looks like a list of children."""
    runs, run = [], []
    for match in NAME.finditer(text):
        if not is_person(match):
            continue
        if run and not _continues(run[-1], match, text):
            runs.append(run)
            run = []
        run.append(match)
    runs.append(run)
    return [(run[0].start(), run[-1].end()) for run in runs if _is_about_children(run, text)]


def _continues(previous, match, text):
    between = text[previous.end() : match.start()]
    return len(between) <= MAX_GAP and bool(SEPARATOR.search(between))


def _is_about_children(run, text):
    if len(run) < MIN_WITH_WORDS:
        return False
    start, end = run[0].start(), run[-1].end()
    before = text[max(0, start - CONTEXT) : start]
    if CHILDREN.search(before) or CLASS_ABOVE.search(before):
        return True
    if len(CLASS_OR_MARK.findall(text[start : end + 20])) >= len(run) - 1:
        return True
    grown_up = sum(map(_is_signed_as_grown_up, run))
    if grown_up * 2 < len(run) and (
        OFTEN_CHILDREN.search(before) or CLASS_BELOW.search(text[end : end + 30])
    ):
        return True
    by_initials = sum("." in match.group(2) for match in run)
    known = sum(map(_is_famous, run))
    return len(run) >= MIN_ALONE and max(grown_up, by_initials, known) * 2 < len(run)


def _is_signed_as_grown_up(match):
    return has_patronymic(match) or bool(TWO_INITIALS.search(match.group(2)))


def _is_famous(match):
    return frozenset(word.lower() for word in match.groups()[:2]) in famous_people()
