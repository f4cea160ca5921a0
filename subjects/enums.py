from django.db import models
from django.utils.translation import gettext_lazy as _


class HubScope(models.TextChoices):
    """What a community is gathered around (requirements A1)."""

    SINGLE_SUBJECT = "single_subject", _("one subject")
    CROSS_SUBJECT = "cross_subject", _("across subjects")
    MULTI_SUBJECT = "multi_subject", _("several subjects")


class JoinPolicy(models.TextChoices):
    """How one becomes a member; the regulations differ, so each community chooses."""

    OPEN = "open", _("anyone may join")
    ON_REQUEST = "on_request", _("on request, a moderator decides")
    CLOSED = "closed", _("closed list, moderators add people")


class MembersVisibility(models.TextChoices):
    """Who may see the list of a hub's members."""

    EVERYBODY = "everybody", _("everybody")
    COMMUNITY = "community", _("members of the community")
    HUB = "hub", _("members of this hub")


class WritingPolicy(models.TextChoices):
    """Who may write in a hub's discussions; each community chooses."""

    MEMBERS = "members", _("members of this hub")
    COMMUNITY = "community", _("all members of the community")
    CLOSED = "closed", _("nobody but the moderators")


class HubColour(models.TextChoices):
    """Colours of equal contrast; each is a CSS token ``--hub-<value>``."""

    BLUE = "blue", _("blue")
    RED = "red", _("red")
    GREEN = "green", _("green")
    PURPLE = "purple", _("purple")
    OLIVE = "olive", _("olive")
    BROWN = "brown", _("brown")
    TEAL = "teal", _("teal")
    MAGENTA = "magenta", _("magenta")
    INDIGO = "indigo", _("indigo")
    SLATE = "slate", _("slate")


class HubIcon(models.TextChoices):
    """The drawn line pattern on the cover."""

    MATHEMATICS = "mathematics", _("mathematics: curve and circle")
    RUSSIAN = "russian", _("Russian: letters")
    NATURE = "nature", _("natural world: globe")
    LITERATURE = "literature", _("literature: quill and book")
    BIOLOGY = "biology", _("biology: leaf and cell")
    HISTORY = "history", _("history: portico")
    PHYSICS = "physics", _("physics: atom and wave")
    CHEMISTRY = "chemistry", _("chemistry: flask and rings")
    CLASS_TEACHERS = "class-teachers", _("class teachers: hands in a ring")
    PRIMARY_SCHOOL = "primary-school", _("primary school: blocks")
    GENERIC = "generic", _("notebook lines")
