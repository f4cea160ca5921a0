"""Names and addresses as people type and paste them, made tidy."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..person_names import clean_email_address, clean_person_name

NAME_LENGTH = 150
EMAIL_LENGTH = 254
# Invisible marks, private letters and half characters come along when text is pasted.
DROPPED = {"Cf", "Cs", "Co", "Cn"}
_NUMBERING = re.compile(r"^\s*(?:\d+\s*[.)]|[-–—•*·])\s*")
_BETWEEN = re.compile(r"[;,\t|<>()]+")


def tidy(text):
    """``text`` in one line: single spaces, no control or invisible characters."""
    text = unicodedata.normalize("NFC", str(text))
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category not in DROPPED:
            kept.append(" " if category == "Cc" else char)
    return " ".join("".join(kept).split())


def read_name(text):
    """A name made tidy; raises ``ValidationError`` for what is none."""
    name = clean_person_name(tidy(text))
    if len(name) > NAME_LENGTH:
        raise ValidationError(_("This is too long for a name."), code="too_long")
    return name


def split_full_name(text):
    """``(surname, first name, patronymic)`` of a full name in the Russian order; what is not
    there is empty. «Иванова М.П.» has a first name and a patronymic too."""
    words = re.sub(r"\.(?=\w)", ". ", tidy(text)).split(" ", 2)
    words += [""] * (3 - len(words))
    return tuple(words)


def read_email(text):
    """An e-mail in small letters without what is around it; raises ``ValidationError`` that
    says what is wrong."""
    email = re.sub(r"^mailto:", "", tidy(text), flags=re.IGNORECASE)
    if len(email) > EMAIL_LENGTH:
        raise ValidationError(_("This is too long for an e-mail."), code="too_long")
    return clean_email_address(email)


@dataclass(frozen=True)
class NamedPerson:
    """Somebody of a list that was typed: line ``number`` of it."""

    number: int
    last_name: str
    first_name: str
    middle_name: str = ""
    email: str = ""


def parse_lines(text):
    """``(people, errors)`` of a list with a person in each line: «Фамилия Имя Отчество, почта».

    Numbers and dashes before the names are passed over, so is whatever parts a name from the
    address. ``errors`` are pairs of the line's number and what is wrong there.
    """
    people, errors = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not tidy(line):
            continue
        try:
            people.append(parse_line(number, line))
        except ValidationError as error:
            errors.append((number, " ".join(error.messages)))
    errors += repeated(people)
    return people, sorted(errors)


def parse_line(number, line):
    """The person of one line."""
    words = tidy(_BETWEEN.sub(" ", _NUMBERING.sub("", line))).split()
    addresses = [word for word in words if "@" in word]
    if len(addresses) > 1:
        raise ValidationError(_("There are two e-mails. Leave one."))
    names = split_full_name(" ".join(word for word in words if "@" not in word))
    if not names[0]:
        raise ValidationError(_("Write the surname and the first name before the e-mail."))
    if not names[1]:
        raise ValidationError(_("Write the surname and then the first name."))
    return NamedPerson(number, *map(read_name, names), *map(read_email, addresses))


def repeated(people):
    """Errors of those who are in the list twice: pairs of a line's number and words."""
    errors, seen = [], {}
    for person in people:
        keys = [person.email] if person.email else []
        keys.append((person.last_name, person.first_name, person.middle_name, person.email))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            errors.append(
                (person.number, _("This is the same person as in line %(line)s.") % {"line": first})
            )
        for key in keys:
            seen.setdefault(key, person.number)
    return errors
