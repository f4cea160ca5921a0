"""The timetable: lessons for parents, clubs and sports sections."""

from datetime import time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.struct import StructBlock

from .enums import LessonKind, Weekday


class TimetableEntryValue(blocks.StructValue):
    """One entry, with what templates ask of it."""

    @property
    def weekdays(self):
        """Its days in the order of the week."""
        return sorted(Weekday(int(day)) for day in self.get("days") or [])

    @property
    def days_label(self):
        return ", ".join(str(day.label) for day in self.weekdays)

    @property
    def kind_label(self):
        kind = self.get("kind")
        return LessonKind(kind).label if kind in LessonKind.values else ""


class TimetableEntryBlock(StructBlock):
    """A lesson, a club or a section: when, where, who leads it, for whom."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=LessonKind.choices, default=LessonKind.CLUB)
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    days = blocks.MultipleChoiceBlock(label=_("Days"), choices=Weekday.choices)
    start = blocks.TimeBlock(label=_("Starts at"))
    end = blocks.TimeBlock(label=_("Ends at"))
    place = blocks.CharBlock(
        label=_("Place"), max_length=120, required=False, help_text=_("School, room or hall.")
    )
    leader = blocks.CharBlock(label=_("Leader"), max_length=120, required=False)
    for_whom = blocks.CharBlock(
        label=_("For whom"), max_length=80, required=False, help_text=_("Grades 1–4; parents.")
    )

    class Meta:
        icon = "date"
        label = _("Timetable entry")
        label_format = "{title}"
        template = "for_parents/blocks/timetable_entry.html"
        value_class = TimetableEntryValue
        description = _("A lesson, a club or a sports section with its days and time.")
        preview_value = {
            "kind": LessonKind.CLUB,
            "title": _("Chess"),
            "days": [Weekday.MONDAY, Weekday.THURSDAY],
            "start": time(15, 0),
            "end": time(16, 30),
            "place": _("School No. 3, room 12"),
            "leader": _("O. Yu. Berestov"),
            "for_whom": _("grades 1–4"),
        }

    def clean(self, value):
        value = super().clean(value)
        if value["end"] <= value["start"]:
            error = ValidationError(_("It ends before it starts. Check both times."))
            raise StructBlockValidationError(block_errors={"end": error})
        return value


class TimetableBlock(blocks.StreamBlock):
    """All entries; the page sorts them by day and time itself."""

    entry = TimetableEntryBlock()
