"""Choices that several wings share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom something is written."""

    ALL = "all", _("everyone")
    PARENTS = "parents", _("parents")
    TEACHERS = "teachers", _("teachers")
    PUPILS = "pupils", _("pupils")


class AgeMark(models.TextChoices):
    """Age marks of information products (Federal Law No. 436-FZ, article 6)."""

    ZERO = "0+", "0+"
    SIX = "6+", "6+"
    TWELVE = "12+", "12+"
    SIXTEEN = "16+", "16+"
    EIGHTEEN = "18+", "18+"


class CommentPolicy(models.TextChoices):
    """Whether readers may comment on one page or material."""

    BY_TYPE = "by_type", _("as the site has it for such pages")
    ON = "on", _("yes")
    OFF = "off", _("no")


class NoticeTone(models.TextChoices):
    """How urgent a notice is; the colour is never its only sign."""

    INFO = "info", _("for information")
    TIP = "tip", _("advice")
    IMPORTANT = "important", _("important")
    DANGER = "danger", _("beware")

    @property
    def look(self):
        """Name of the tone in the style sheet."""
        return {"info": "info", "tip": "ok", "important": "warn", "danger": "bad"}[self.value]
