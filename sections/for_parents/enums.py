from django.db import models
from django.utils.translation import gettext_lazy as _


class LessonKind(models.TextChoices):
    """What stands in the timetable."""

    LESSON = "lesson", _("lesson")
    CLUB = "club", _("club")
    SECTION = "section", _("sports section")

    @property
    def plural(self):
        """What a list of such entries is called."""
        return {
            self.LESSON: _("Lessons"),
            self.CLUB: _("Clubs"),
            self.SECTION: _("Sports sections"),
        }[self]


class Weekday(models.IntegerChoices):
    """Days as ISO 8601 numbers them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")
