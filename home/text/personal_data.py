"""What looks like somebody's personal data in a text: telephones, e-mails, home addresses,
documents' numbers, dates of birth, lists of pupils (requirements C20, C22; S0 3.6).

The rules would rather pass over an order's number than stop an author at every figure: most
need a telling form or a telling word near them. Each rule looks at a bounded stretch of text,
so that the time grows with the length of the text and no faster.
"""

import re
from bisect import bisect, insort
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import name_lists
from .checksums import is_card_number, is_person_inn, is_snils


class PersonalData(models.TextChoices):
    """Kinds of personal data."""

    PHONE = "phone", _("telephone")
    EMAIL = "email", _("e-mail")
    ADDRESS = "address", _("home address")
    PASSPORT = "passport", _("passport or certificate")
    SNILS = "snils", _("SNILS")
    INN = "inn", _("taxpayer's number")
    CARD = "card", _("bank card")
    BIRTH_DATE = "birth_date", _("date of birth")
    NAME_LIST = "name_list", _("list of names")


@dataclass(frozen=True)
class Finding:
    """A place of ``text``: ``start`` and ``end`` count characters from its beginning."""

    kind: PersonalData
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Rule:
    """``pattern`` finds a candidate; ``accepts`` (match, text) decides. ``group`` of the match
    is what is found."""

    kind: PersonalData
    pattern: re.Pattern
    accepts: Callable = lambda match, text: True
    group: int = 0


def find_personal_data(text):
    """Findings in ``text``, in their order; of overlapping ones the earlier rule's."""
    found = []
    taken = []  # places found, in order
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group)
            if rule.accepts(match, text) and not _overlaps(taken, start, end):
                insort(taken, (start, end))
                found.append(Finding(rule.kind, start, end, text[start:end]))
    for start, end in name_lists.find_lists(text):
        found.append(Finding(PersonalData.NAME_LIST, start, end, text[start:end]))
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def _overlaps(taken, start, end):
    """Whether a place of the sorted list ``taken``, none of which overlap, shares a character
    with the new one."""
    index = bisect(taken, (start, end))
    return any(
        other[0] < end and start < other[1] for other in taken[max(0, index - 1) : index + 1]
    )


# -- What stands near ------------------------------------------------------------------------

NEAR = 60


def _before(match, text, length=NEAR):
    return text[max(0, match.start() - length) : match.start()].lower()


def _near(words):
    """A condition: one of ``words`` (a pattern) stands shortly before the candidate."""
    pattern = re.compile(words)
    return lambda match, text: bool(pattern.search(_before(match, text)))


def _digits(match, group=0):
    return re.sub(r"\D", "", match.group(group))


# -- Telephones ------------------------------------------------------------------------------

SEP = r"[ \u00a0\u2009\u202f]{0,2}[-‐‑–—.]?[ \u00a0\u2009\u202f]{0,2}"
PHONE = re.compile(
    rf"(?<![\w.,+№/-])(?:(?:\+{SEP}7|\+{SEP}375|[78]){SEP})?"
    rf"\(?\d{{3,5}}\)?{SEP}\d{{1,3}}{SEP}\d{{2}}{SEP}\d{{2}}(?![\w/]|[.,-]\d)"
)
PHONE_WORD = re.compile(
    r"(?:тел(?:ефон\w{0,3})?|моб(?:ильн\w{0,4})?|сот(?:ов\w{0,4})?|звон\w{0,6}|позвон\w{0,6}|"
    r"вотс?ап\w{0,2}|whats ?app|viber|вайбер\w{0,2}|телеграм\w{0,2}|telegram|смс|sms|пиш\w{1,4}|"
    r"номер\w{0,2} для связи|факс)[^\n\d]{0,25}$"
)
NO_PHONE_BEFORE = re.compile(
    r"(?:isbn|инн|огрн|кпп|бик|окпо|р/с|к/с|сч[её]т|снилс|№|номер заказа|артикул|код)[^\n]{0,15}$"
)


def _is_phone(match, text):
    number = match.group()
    digits = _digits(match)
    if NO_PHONE_BEFORE.search(_before(match, text, 25)):
        return False
    if digits.startswith(("8800", "7800", "800")):
        return False  # lines that anybody may call
    is_formatted = bool(re.search(r"[-‐‑–—()+]", number))
    if len(digits) == 11 and digits[0] in "78":
        # A mobile number, or a town's code in brackets; eleven bare figures that begin
        # otherwise are rather a number out of a table.
        return digits[1] == "9" or is_formatted or bool(PHONE_WORD.search(_before(match, text)))
    if len(digits) == 12 and number.startswith("+"):
        return True
    if len(digits) == 10:
        if number.startswith("(") or (digits[0] == "9" and is_formatted):
            return True
        return bool(PHONE_WORD.search(_before(match, text)))
    return False


def _is_local_phone(match, text):
    digits = _digits(match)
    return len(digits) in {5, 6, 7} and bool(PHONE_WORD.search(_before(match, text)))


LOCAL = re.compile(rf"(?<![\w.,+№/-])\d{{1,3}}{SEP}\d{{2}}{SEP}\d{{2}}(?![\w/%]|[.,-]\d)")

# -- E-mails ---------------------------------------------------------------------------------

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}[ ]?(?:@|\((?:at|собака)\)|\[(?:at|собака)\]|[ ]собака[ ])[ ]?"
    r"(?:[\w-]{1,63}\.){1,4}[a-zа-яё]{2,24}(?![\w-])",
    re.IGNORECASE,
)

# -- Addresses -------------------------------------------------------------------------------

STREET = (
    r"(?:(?<!\w)(?:ул(?:\.|иц[аеуы])|пер(?:\.|еул\w{2,3})|просп(?:\.|ект\w{0,2})|пр-т|пр(?:\.|оезд\w{0,2})|"
    r"б-р|бульв(?:\.|ар\w{0,2})|наб(?:\.|ережн\w{2})|ш(?:\.|оссе)|мкр\.?|микрорайон\w{0,2}|пл(?:\.|ощад\w{1,2})|"
    r"туп(?:\.|ик\w{0,2})|аллея|квартал)(?!\w))"
)
HOUSE = (
    r"(?:д(?:\.|ом\w{0,2})?[ \u00a0]{0,2})?\d{1,4}[ \u00a0]?[а-я]?(?:[ \u00a0]?/[ \u00a0]?\d{1,3})?"
)
BLOCK = r"(?:[, \u00a0]{1,3}(?:к(?:орп)?\.?|корпус|стр\.?|строение)[ \u00a0]{0,2}\d{1,3})?"
FLAT = (
    r"(?:[, \u00a0]{1,3}(?:кв(?:\.|артир\w{1,2})?|комн?(?:\.|ат\w{1,2})?)"
    r"[ \u00a0]{0,2}№?[ \u00a0]?\d{1,4}|-\d{1,4})"
)
NAME = (
    r"[ \u00a0]{0,2}[«\"]?[А-ЯЁ0-9][\w.«»\"-]{0,30}"
    r"(?:[ \u00a0][А-ЯЁа-яё0-9][\w.«»\"-]{0,30}){0,3}"
)
ADDRESS = re.compile(
    rf"(?:(?:г\.|город|с\.|село|пос\.|п\.|дер\.|деревня|ст-ца|станица|х\.|хутор)[ \u00a0]{{0,2}}"
    rf"[А-ЯЁ][\w-]{{1,30}}(?:[ \u00a0][А-ЯЁ][\w-]{{1,30}})?[, \u00a0]{{1,3}})?"
    rf"(?:{STREET}{NAME}|"
    rf"[А-ЯЁ][\w-]{{1,30}}[ \u00a0](?:улица|переулок|проспект|проезд|бульвар|шоссе))"
    rf"[, \u00a0]{{1,3}}{HOUSE}{BLOCK}(?P<flat>{FLAT})?(?!\w)",
    re.IGNORECASE,
)
LIVES = re.compile(
    r"(?:прожива\w{2,6}|жив(?:у|[её]т|ут|[её]м|ущ\w{2,4})|домашн\w{2,4} адрес\w{0,2}|адрес\w{0,2} "
    r"(?:прожива\w{2,3}|регистрац\w{2,3}|прописк\w{1,2}|семьи|ученика|учениц\w)|прописан\w{0,2}|"
    r"зарегистрирован\w{0,2} по)[^\n]{0,60}$"
)


def _is_home_address(match, text):
    if match.group("flat"):
        return True
    return bool(LIVES.search(_before(match, text, 90)))


# -- Documents -------------------------------------------------------------------------------

GAP = r"[ \u00a0\u2009\u202f]{0,3}"
PASSPORT = re.compile(rf"(?<![\w-])\d{{2}}{GAP}\d{{2}}{GAP}(?:№|N|номер)?{GAP}\d{{6}}(?![\w-])")
PASSPORT_WORD = _near(r"(?:паспорт\w{0,2}|сери[яюи])[^\n]{0,40}$")
CERTIFICATE = re.compile(
    rf"(?<!\w)[IVXІХ1-9]{{1,5}}{GAP}[-–—]{GAP}[А-ЯЁ]{{2}}{GAP}(?:№|N)?{GAP}\d{{6}}(?!\w)"
)
SNILS = re.compile(r"(?<![\w-])\d{3}-\d{3}-\d{3}[ \u00a0-]\d{2}(?![\w-])")
SNILS_BARE = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?\d{2}(?![\w-])")
INN = re.compile(r"(?<![\w-])\d{12}(?![\w-])")
CARD = re.compile(r"(?<![\w-])\d{4}([ \u00a0-]?)\d{4}\1\d{4}\1\d{4}(?![\w-])")
DATE = (
    r"(?:\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}|"
    r"\d{1,2}[ \u00a0](?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|"
    r"окт|ноя|дек)[а-я]{0,6}[ \u00a0](?:19|20)\d{2})"
)
BORN_BEFORE = re.compile(
    rf"(?:дат[аеуы] рожд\w{{2,5}}|д\.[ ]?р\.|родил(?:ся|ась)|г\.[ ]?р\.)[^\n\d]{{0,15}}({DATE})",
    re.IGNORECASE,
)
BORN_AFTER = re.compile(
    rf"({DATE})[ \u00a0]?(?:года?|г\.)?[ \u00a0]?(?:г\.[ ]?р\.|года? рождения|\(дата рождения\))",
    re.IGNORECASE,
)
# Classics and scientists were born, too: a date so old is nobody's secret.
OLDEST = 1935


def _is_recent_birth(match, text):
    year = int(re.findall(r"\d+", match.group(1))[-1])
    return year < 100 or year >= OLDEST


def _is_snils(match, text):
    return is_snils(_digits(match)) or "снилс" in _before(match, text, 30)


# The order decides what a figure is that fits several.
RULES = [
    Rule(PersonalData.EMAIL, EMAIL),
    Rule(PersonalData.SNILS, SNILS, _is_snils),
    Rule(
        PersonalData.SNILS,
        SNILS_BARE,
        lambda match, text: "снилс" in _before(match, text, 30),
    ),
    Rule(PersonalData.PASSPORT, PASSPORT, PASSPORT_WORD),
    Rule(PersonalData.PASSPORT, CERTIFICATE, _near(r"свидетельств\w{1,3}[^\n]{0,40}$")),
    Rule(PersonalData.CARD, CARD, lambda match, text: is_card_number(_digits(match))),
    Rule(PersonalData.INN, INN, lambda match, text: is_person_inn(match.group())),
    Rule(PersonalData.BIRTH_DATE, BORN_BEFORE, _is_recent_birth, group=1),
    Rule(PersonalData.BIRTH_DATE, BORN_AFTER, _is_recent_birth, group=1),
    Rule(PersonalData.PHONE, PHONE, _is_phone),
    Rule(PersonalData.PHONE, LOCAL, _is_local_phone),
    Rule(PersonalData.ADDRESS, ADDRESS, _is_home_address),
]
