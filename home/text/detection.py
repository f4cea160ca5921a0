"""What rules that look for personal data have in common: kinds, places, and what stands near."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


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


NEAR = 60


def before(match, text, length=NEAR):
    """What stands before the candidate, in small letters."""
    return text[max(0, match.start() - length) : match.start()].lower()


def line_before(match, text, length=NEAR):
    """What stands before the candidate in its own line."""
    return text[max(0, match.start() - length) : match.start()].rpartition("\n")[2]


def near(words, length=NEAR):
    """A condition: one of ``words`` (a pattern) stands shortly before the candidate."""
    pattern = re.compile(words)
    return lambda match, text: bool(pattern.search(before(match, text, length)))


def digits_of(match, group=0):
    return re.sub(r"\D", "", match.group(group))
