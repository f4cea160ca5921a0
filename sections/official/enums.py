from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p


class DocumentKind(models.TextChoices):
    """Kinds of official documents, by the names offices give them."""

    ORDER = "order", _p("kind of document", "order")
    REGULATION = "regulation", _p("kind of document", "regulation")
    PLAN = "plan", _p("kind of document", "plan")
    LETTER = "letter", _p("kind of document", "letter")
    REPORT = "report", _p("kind of document", "report")
    PROTOCOL = "protocol", _p("kind of document", "protocol")
    OTHER = "other", _p("kind of document", "other document")


class DocumentStatus(models.TextChoices):
    """Whether a document is to be followed."""

    IN_FORCE = "in_force", _("in force")
    AMENDED = "amended", _("amended")
    REPEALED = "repealed", _("repealed")


# Documents that bind those they are addressed to: the laws of a community.
NORMATIVE_KINDS = {DocumentKind.ORDER, DocumentKind.REGULATION}
