from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Kinds of official documents, by the names offices give them."""

    ORDER = "order", _("order")
    REGULATION = "regulation", _("regulation")
    PLAN = "plan", _("plan")
    LETTER = "letter", _("letter")
    REPORT = "report", _("report")
    PROTOCOL = "protocol", _("protocol")
    OTHER = "other", _("other document")


class DocumentStatus(models.TextChoices):
    """Whether a document is to be followed."""

    IN_FORCE = "in_force", _("in force")
    AMENDED = "amended", _("amended")
    REPEALED = "repealed", _("repealed")


# Documents that bind those they are addressed to: the laws of a community.
NORMATIVE_KINDS = {DocumentKind.ORDER, DocumentKind.REGULATION}
