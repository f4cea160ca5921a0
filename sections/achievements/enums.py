from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p


class AchievementLevel(models.TextChoices):
    """How far the contest reached, from near to far."""

    SCHOOL = "school", _("school level")
    DISTRICT = "district", _("district level")
    REGION = "region", _("regional level")
    COUNTRY = "country", _("national level")
    INTERNATIONAL = "international", _("international level")

    @property
    def short(self):
        """The level by one word, where the heading says that levels are counted."""
        return {
            self.SCHOOL: _p("level", "school"),
            self.DISTRICT: _p("level", "district"),
            self.REGION: _p("level", "regional"),
            self.COUNTRY: _p("level", "national"),
            self.INTERNATIONAL: _p("level", "international"),
        }[self]


class AchievementPlace(models.TextChoices):
    """What was won."""

    FIRST = "first", _("1st place")
    SECOND = "second", _("2nd place")
    THIRD = "third", _("3rd place")
    LAUREATE = "laureate", _("laureate")
    DIPLOMA = "diploma", _("diploma")
    PARTICIPANT = "participant", _("participant")


# Places that stand on a podium and are drawn as medals.
MEDALS = {AchievementPlace.FIRST: "1", AchievementPlace.SECOND: "2", AchievementPlace.THIRD: "3"}
