from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p


class CheckOutcome(models.TextChoices):
    """How the check of one address ended."""

    OK = "ok", _p("link check", "answers")
    NOT_FOUND = "not_found", _("no such page")
    SERVER_ERROR = "server_error", _("error on the site")
    TIMEOUT = "timeout", _("no answer in time")
    NAME_NOT_FOUND = "name_not_found", _("no such domain")
    CONNECTION_FAILED = "connection_failed", _("no connection")
    CLOSED = "closed", _("closed to robots")
    CERTIFICATE = "certificate", _("certificate not trusted")
    REDIRECTS = "redirects", _("too many redirects")
    REFUSED = "refused", _("address not allowed")


# A reader's browser may well open these: they are shown to editors, and never counted as
# failures (many schools' sites close themselves to robots or use a national certificate).
INCONCLUSIVE_OUTCOMES = {
    CheckOutcome.CLOSED,
    CheckOutcome.CERTIFICATE,
    CheckOutcome.REDIRECTS,
}


class CheckStatus(models.TextChoices):
    """What is known of a site's address."""

    UNKNOWN = "unknown", _("not checked yet")
    WORKS = "works", _p("link check", "works")
    DOUBTFUL = "doubtful", _("needs a look")
    BROKEN = "broken", _("does not answer")


# One failure may be chance; readers are told after the second in a row.
FAILURES_UNTIL_BROKEN = 2
