"""Numbers of people's documents and cards, and dates of birth."""

import re

from .checksums import is_card_number, is_person_inn, is_snils
from .detection import PersonalData, Rule, before, digits_of, line_before, near
from .name_lists import names_person

GAP = r"[ \u00a0\u2009\u202f]{0,3}"
NUMBER = rf"[,;:.-]?{GAP}(?:№|N|[Нн]омер)?:?{GAP}№?{GAP}"
PASSPORT = re.compile(rf"(?<![\w-])\d{{2}}{GAP}\d{{2}}{GAP}({NUMBER})\d{{6}}(?![\w-])")
OF_PASSPORT = near(r"паспорт\w{0,3}[^\n]{0,40}$")
SERIES = near(r"сери[яюи]:?[ \u00a0]{0,3}$")
CERTIFICATE = re.compile(
    rf"(?<!\w)[IVXІХ1-9]{{1,5}}{GAP}[-–—]{GAP}[А-ЯЁ]{{2}}{GAP}{NUMBER}\d{{6}}(?!\w)"
)
OF_CERTIFICATE = near(r"(?:свидетельств\w{1,3}|свид\.|св-в[оау])[^\n]{0,40}$")
SNILS = re.compile(r"(?<![\w-])\d{3}[ -]\d{3}[ -]\d{3}[ \u00a0-]\d{2}(?![\w-])")
SNILS_BARE = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?\d{2}(?![\w-])")
OF_SNILS = near(r"снилс|страхов\w{2,4} (?:номер|свидетельств)", 30)
INN = re.compile(r"(?<![\w-])\d{12}(?![\w-])")
INN_SPACED = re.compile(r"(?<![\w-])\d{2,4}(?:[ \u00a0-]?\d{2,4}){2,5}(?![\w-])")
OF_INN = near(r"(?<!\w)инн(?!\w)[^\n\d]{0,25}$", 30)
CARD = re.compile(r"(?<![\w-])\d{4}([ \u00a0-]?)\d{4}\1\d{4}\1\d{4}(?![\w-])")

DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|"
    r"\d{1,2}[ \u00a0](?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|"
    r"окт|ноя|дек)[а-я]{0,6}[ \u00a0](?:19|20)\d{2})"
)
# A school and a town have a birthday, too: after the word the date comes at once.
BORN_BEFORE = re.compile(
    r"(?:(?:дат[аеуы] рожд(?:\w{2,5}|\.)|д[./][ ]?р\.?|родил(?:ся|ась)|(?<!\w)рожд[её]н[ан]?|"
    r"(?<!\w)род\.|г\.[ ]?р\.)[^\n\d]{0,15}|"
    rf"ден[ья] рождения[ \u00a0]?[:–—-]?[ \u00a0]?)({DATE})",
    re.IGNORECASE,
)
BORN_AFTER = re.compile(
    rf"({DATE})[ \u00a0]?(?:года?|г\.)?[ \u00a0]?(?:г\.[ ]?р\.|года? рождения|\(дата рождения\))",
    re.IGNORECASE,
)
DATE_ALONE = re.compile(rf"(?<![\w.])({DATE})(?!\w)", re.IGNORECASE)
# So far down a table its heading counts, in characters.
TABLE = 1500
# Classics and scientists were born, too: a date so old is nobody's secret.
OLDEST = 1935


def _is_passport(match, text):
    if OF_PASSPORT(match, text):
        return True
    return SERIES(match, text) and bool(match.group(1).strip())


def _is_snils(match, text):
    return is_snils(digits_of(match)) or OF_SNILS(match, text)


def _is_told_inn(match, text):
    return OF_INN(match, text) and is_person_inn(digits_of(match))


def _is_recent(match, text):
    year = int(re.findall(r"\d+", match.group(1))[-1])
    return year < 100 or year >= OLDEST


def _is_in_column(match, text):
    """A row of a table with a column of dates of birth: a name, then a date."""
    if not (_is_recent(match, text) and names_person(line_before(match, text))):
        return False
    return "рожд" in before(match, text, TABLE)


RULES = [
    Rule(PersonalData.SNILS, SNILS, _is_snils),
    Rule(PersonalData.SNILS, SNILS_BARE, OF_SNILS),
    Rule(PersonalData.PASSPORT, PASSPORT, _is_passport),
    Rule(PersonalData.PASSPORT, CERTIFICATE, OF_CERTIFICATE),
    Rule(PersonalData.CARD, CARD, lambda match, text: is_card_number(digits_of(match))),
    Rule(PersonalData.INN, INN, lambda match, text: is_person_inn(match.group())),
    Rule(PersonalData.INN, INN_SPACED, _is_told_inn),
    Rule(PersonalData.BIRTH_DATE, BORN_BEFORE, _is_recent, group=1),
    Rule(PersonalData.BIRTH_DATE, BORN_AFTER, _is_recent, group=1),
    Rule(PersonalData.BIRTH_DATE, DATE_ALONE, _is_in_column, group=1),
]
