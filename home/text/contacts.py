"""Telephones and mailboxes of people; those of organisations are passed over."""

import re

from .detection import PersonalData, Rule, before, digits_of, line_before
from .name_lists import names_person

# -- Telephones ------------------------------------------------------------------------------

SPACES = r"[ \u00a0\u2009\u202f]{0,2}"
SEP = rf"{SPACES}[-‐‑–—.]?{SPACES}"
# «тел.8-909…» is a telephone, «12.8-909…» is not.
FREE_BEFORE = r"(?<![\w,+№/-])(?<!\d\.)"
FREE_AFTER = r"(?![\w/]|[.,-]\d)"
PHONE = re.compile(
    rf"{FREE_BEFORE}(?:(?:\+{SEP}7|\+{SEP}375|[78]){SEP})?"
    rf"\(?\d{{3,5}}\)?{SEP}\d{{1,3}}{SEP}\d{{2}}{SEP}\d{{2}}{FREE_AFTER}"
)
# The same figures in groups of anybody's liking, after a code of three to five.
LOOSE = re.compile(
    rf"{FREE_BEFORE}(?:\+{SEP}7|[78]){SEP}\(?\d{{3,5}}\)?(?:{SEP}\d{{1,7}}){{1,4}}{FREE_AFTER}"
)
LOCAL = re.compile(rf"{FREE_BEFORE}\d{{1,3}}{SEP}\d{{2}}{SEP}\d{{2}}(?![\w/%]|[.,-]\d)")
PHONE_WORD = re.compile(
    r"(?:тел(?:ефон\w{0,3})?|моб(?:ильн\w{0,4})?|сот(?:ов\w{0,4})?|звон\w{0,6}|позвон\w{0,6}|"
    r"вотс?ап\w{0,2}|whats ?app|viber|вайбер\w{0,2}|телеграм\w{0,2}|telegram|смс|sms|пиш\w{1,4}|"
    r"номер\w{0,2} для связи|контакт\w{0,4}|факс)[^\n\d]{0,25}$"
)
NO_PHONE_BEFORE = re.compile(
    r"(?:isbn|инн|огрн|кпп|бик|окпо|р/с|к/с|сч[её]т|снилс|№|номер заказа|артикул|код)[^\n]{0,15}$"
)
OFFICE = re.compile(
    r"(?<!\w)(?:школ|гимнази|лице[йея]|детск\w{2,3} сад|при[её]мн|канцеляри|управлени|отдел|"
    r"министерств|администраци|горяч\w{2,3} лини|доверия|комисси|справочн|поликлиник|больниц|"
    r"регистратур|полици|библиотек|музе[йея]|театр|университет|институт|колледж|техникум|центр|"
    r"вахт|дежурн|едд?с(?!\w)|мчс(?!\w)|цдт(?!\w)|ддт(?!\w)|[мг][бкао]{0,2}[дн]?оу(?!\w)|"
    r"[мг][бка]у(?!\w)|д[оу]у(?!\w)|[со]ош(?!\w)|факс)"
)
AT_HOME = re.compile(r"(?<!\w)дом(?:ашн\w{2,3}|\.)[^\n\d]{0,25}$")


def _is_of_office(match, text):
    line = line_before(match, text, 100).lower()
    return bool(OFFICE.search(line)) and not AT_HOME.search(line)


def _is_phone(match, text):
    number = match.group()
    digits = digits_of(match)
    if NO_PHONE_BEFORE.search(before(match, text, 25)):
        return False
    if digits.startswith(("8800", "7800", "800")):
        return False  # lines that anybody may call
    is_formatted = bool(re.search(r"[-‐‑–—()+]", number))
    if len(digits) == 11 and digits[0] in "78":
        if digits[1] == "9":
            return True
        # A town's code in brackets; eleven bare figures are rather a number out of a table.
        is_told = is_formatted or bool(PHONE_WORD.search(before(match, text)))
        return is_told and not _is_of_office(match, text)
    if len(digits) == 12 and number.startswith("+"):
        return True
    if len(digits) == 10:
        if digits[0] == "9" and (is_formatted or names_person(line_before(match, text))):
            return True
        is_told = number.startswith("(") or bool(PHONE_WORD.search(before(match, text)))
        return is_told and (digits[0] == "9" or not _is_of_office(match, text))
    return False


def _is_loose_phone(match, text):
    return len(digits_of(match)) == 11 and _is_phone(match, text)


def _is_local_phone(match, text):
    if not PHONE_WORD.search(before(match, text)) or _is_of_office(match, text):
        return False
    return len(digits_of(match)) in {5, 6, 7}


PHONES = [
    Rule(PersonalData.PHONE, PHONE, _is_phone),
    Rule(PersonalData.PHONE, LOOSE, _is_loose_phone),
    Rule(PersonalData.PHONE, LOCAL, _is_local_phone),
]

# -- E-mails ---------------------------------------------------------------------------------

DOT = r"(?:\.|[ ]точка[ ])"
EMAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})[ ]?(?:@|\((?:at|собака)\)|\[(?:at|собака)\]|[ ]собака[ ])[ ]?"
    rf"(?:[\w-]{{1,63}}{DOT}){{1,4}}[a-zа-яё]{{2,24}}(?![\w-])",
    re.IGNORECASE,
)
# What mailboxes of organisations are called by, before figures and other words.
OFFICE_BOX = re.compile(
    r"(?:info|mail|post|office|admin|support|help|contacts?|press|news|noreply|no-reply|hotline|"
    r"school|shkola|sch|sosh|soch|oosh|mb?ou|mkou|maou|gb?ou|mb?dou|mkdou|dou|detsad|ds|sad|"
    r"gimn\w{0,8}|gymn\w{0,8}|li[cz]e[yij]\w{0,3}|lyceum|priem\w{0,5}|se[ck]ret\w{0,4}|kan[cz]\w{0,8}|"
    r"edu|obr\w{0,9}|roo|uo|rono|metod\w{0,8}|konkurs\w{0,2}|oli?ymp\w{0,6}|olimp\w{0,6}|"
    r"bibl\w{0,8}|library|muze[iy]\w{0,2}|museum|cent[er]r?|[cd]dt|dshi|fgos|pomo[sc]?h\w{0,4})(?![^\W\d_])",
    re.IGNORECASE,
)


def _is_of_person(match, text):
    return not OFFICE_BOX.match(match.group(1))


EMAILS = [Rule(PersonalData.EMAIL, EMAIL, _is_of_person)]
