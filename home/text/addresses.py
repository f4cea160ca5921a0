"""Where somebody lives. A house that nobody is said to live in is a school's or a museum's."""

import re

from .detection import PersonalData, Rule, before

GAP = r"[ \u00a0]"
STREET = (
    r"(?:(?<!\w)(?:ул(?:\.|иц[аеуы])?|пер(?:\.|еул\w{2,3})?|просп(?:\.|ект\w{0,2})|пр-к?т|"
    r"пр(?:\.|оезд\w{0,2})|б-р|бульв(?:\.|ар\w{0,2})|наб(?:\.|ережн\w{2})|ш(?:\.|оссе)|"
    r"мкр\.?|мкрн\.?|микрорайон\w{0,2}|пл(?:\.|ощад\w{1,2})|туп(?:\.|ик\w{0,2})|аллея|"
    r"квартал)(?:(?<=\.)|(?!\w)))"
)
HOUSE = (
    rf"(?:д(?:\.|ом\w{{0,2}})?{GAP}{{0,2}})?№?{GAP}?\d{{1,4}}{GAP}?[а-я]?"
    rf"(?:{GAP}?/{GAP}?\d{{1,3}})?(?!\w)"
)
BLOCK = rf"(?:[, \u00a0]{{1,3}}(?:к(?:орп)?\.?|корпус|стр\.?|строение){GAP}{{0,2}}\d{{1,3}})?"
FLAT_WORD = (
    rf"[, \u00a0]{{1,3}}(?:кв(?:\.|артир\w{{1,2}})?|комн?(?:\.|ат\w{{1,2}})?)"
    rf"{GAP}{{0,2}}№?{GAP}?\d{{1,4}}"
)
FLAT = rf"(?:{FLAT_WORD}|-\d{{1,4}})"
# The name of a street: words without figures, but for a number before them («8 Марта»); the
# house and the flat come after it.
LETTER = r"[^\W\d_]"
WORD = (
    rf"[«\"]?(?!(?:д|дом|кв|к|корп|стр)(?!{LETTER}))"
    rf"{LETTER}{{1,31}}[.«»\"-]?(?:{LETTER}{{1,30}})?[»\"]?"
)
NAME = rf"{GAP}{{0,2}}(?:\d{{1,3}}(?:-[а-я]{{1,2}})?{GAP})?{WORD}(?:{GAP}{WORD}){{0,3}}"
TOWN = (
    r"(?:(?:г|город|с|село|пос|пос[её]лок|п|дер|деревня|ст-ца|станица|ст|х|хутор)\.?"
    rf"{GAP}{{0,2}}[А-ЯЁ][\w-]{{1,30}}(?:{GAP}[А-ЯЁ][\w-]{{1,30}})?[, \u00a0]{{1,3}})?"
)
ADDRESS = re.compile(
    rf"(?<!\w){TOWN}"
    rf"(?:{STREET}{NAME}|"
    rf"[А-ЯЁ][\w-]{{1,30}}{GAP}(?:улица|ул\.?|переулок|пер\.?|проспект|пр-к?т|проезд|бульвар|"
    rf"шоссе)(?!\w))"
    rf"[, \u00a0]{{1,3}}{HOUSE}{BLOCK}(?P<flat>{FLAT})?(?!\w)",
    re.IGNORECASE,
)
# «Лермонтова 5, кв. 11»: no word says that it is a street.
BARE = re.compile(rf"(?<!\w)[А-ЯЁ][а-яё-]{{2,30}}[, \u00a0]{{1,3}}{HOUSE}{BLOCK}{FLAT_WORD}(?!\w)")
LIVES = re.compile(
    r"(?:прожива\w{2,6}|жив(?:у|[её]т|ут|[её]м|ущ\w{2,4})|жительств\w|"
    r"дом(?:ашн\w{2,4}|\.) адрес\w{0,2}|адрес\w{0,2} "
    r"(?:прожива\w{2,3}|регистрац\w{2,3}|прописк\w{1,2}|семьи|учен\w{2,3}|учащ\w{4,5}|реб[её]нка|"
    r"родител\w{1,2}|мамы|папы)|прописан\w{0,2}|зарегистрирован\w{0,2} по)[^\n]{0,60}$"
)
ADDRESS_WORD = re.compile(r"(?:адрес\w{0,2}|прожива\w{2,6}|жив(?:у|[её]т|ут|[её]м))[^\n]{0,40}$")


def _is_home(match, text):
    if match.group("flat"):
        return True
    return bool(LIVES.search(before(match, text, 90)))


def _is_told_of(match, text):
    return bool(ADDRESS_WORD.search(before(match, text)))


RULES = [
    Rule(PersonalData.ADDRESS, ADDRESS, _is_home),
    Rule(PersonalData.ADDRESS, BARE, _is_told_of),
]
