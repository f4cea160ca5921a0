from django.db import models
from django.utils.translation import gettext_lazy as _


class AchievementLevel(models.TextChoices):
    """How far the contest reached, from near to far."""

    SCHOOL = "school", _("school level")
    DISTRICT = "district", _("district level")
    REGION = "region", _("regional level")
    COUNTRY = "country", _("national level")
    INTERNATIONAL = "international", _("international level")


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
