"""What people look for, without saying who: words and numbers by day, and nothing that looks
like somebody's personal data."""

import itertools
import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from home.text.name_lists import PATRONYMIC, SURNAME, famous_people, first_names
from home.text.personal_data import find_personal_data

from .analysis import words
from .models import AskedQuery

MAX_LENGTH = 200
# More different ones in a day are no people's.
MOST_A_DAY = 20_000
KEPT = timedelta(days=365)
# A number that may be a telephone, a document or an account.
LONG_NUMBER = re.compile(r"\d(?:[\s()+-]*\d){5,}")
STREET = re.compile(
    r"(?<!\w)(?:ул|улиц[аеыу]|пер|переул\w+|просп\w*|пр-т|пл|площад\w+|бульвар\w*|проезд\w*|шоссе"
    r"|кв|кварт\w+|д|дом|прожива\w+|адрес\w*)(?!\w)"
)


def normalise(query):
    """``query`` as it is counted: words in small letters."""
    return " ".join(words(query))[:MAX_LENGTH].strip()


def is_private(query):
    """Whether ``query`` may be about somebody: better one too many than one too few."""
    plain = query.lower()
    if "@" in plain or LONG_NUMBER.search(plain):
        return True
    if STREET.search(plain) and re.search(r"\d", plain):
        return True
    if any(find_personal_data(text) for text in (query, query.title())):
        return True
    return _calls_somebody(words(plain))


def _calls_somebody(names):
    """Whether a first name stands beside what may be a surname, unless it is a famous one's."""
    known, famous = first_names(), famous_people()
    for left, right in itertools.pairwise(names):
        if frozenset((left, right)) in famous:
            continue
        for first, other in ((left, right), (right, left)):
            is_name = first in known and other not in known
            if is_name and (SURNAME.search(other) or PATRONYMIC.search(other)):
                return True
    return False


def record(query, count):
    """Count that ``query`` was asked and found ``count`` things."""
    counted = normalise(query)
    if not counted or is_private(query):
        return
    day, in_vain = timezone.localdate(), int(not count)
    rows = AskedQuery.objects.filter(day=day, query=counted)
    more = {"times": F("times") + 1, "times_in_vain": F("times_in_vain") + in_vain}
    if rows.update(**more):
        return
    if AskedQuery.objects.filter(day=day).count() >= MOST_A_DAY:
        return
    row = AskedQuery(day=day, query=counted)
    AskedQuery.objects.bulk_create([row], ignore_conflicts=True)
    rows.update(**more)


def forget_old(before=None):
    """Delete what was counted before that day (a year ago); gives how many rows."""
    before = before or timezone.localdate() - KEPT
    return AskedQuery.objects.filter(day__lt=before).delete()[0]
