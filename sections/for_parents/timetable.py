"""Turns the entries of a timetable, given in any order, into a week."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .enums import LessonKind, Weekday


@dataclass
class Day:
    """A day of the week with its entries in the order of time."""

    label: str
    entries: list = field(default_factory=list)


@dataclass
class KindLink:
    """A filter of the timetable: a kind, or all of them."""

    label: str
    url: str
    is_chosen: bool


def make_week(timetable, kind=None):
    """Days that have entries, Monday first. ``kind`` leaves entries of one kind only."""
    entries = [block.value for block in timetable]
    if kind:
        entries = [entry for entry in entries if entry["kind"] == kind]
    entries.sort(key=lambda entry: (entry["start"], entry["end"], entry["title"]))
    days = [
        Day(weekday.label, [entry for entry in entries if weekday in entry.weekdays])
        for weekday in Weekday
    ]
    return [day for day in days if day.entries]


def kind_links(timetable, chosen):
    """Links that leave one kind each; none where there is nothing to choose from."""
    kinds = kinds_in(timetable)
    if len(kinds) < 2:
        return []
    links = [KindLink(_("Everything"), "?#timetable", not chosen)]
    links += [KindLink(kind.plural, f"?kind={kind}#timetable", kind == chosen) for kind in kinds]
    return links


def kinds_in(timetable):
    """Kinds that occur in the timetable, in their order."""
    present = {block.value["kind"] for block in timetable}
    return [kind for kind in LessonKind if kind in present]
