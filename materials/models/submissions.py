"""The talk between an author and the moderators about one work."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Outcome


class SubmissionQuerySet(models.QuerySet):
    def waiting(self):
        """Sendings that nobody has decided on."""
        return self.filter(outcome=Outcome.WAITING)


class Submission(models.Model):
    """One sending of a work to the moderators, and what came of it (requirements F37). Written
    only by ``materials.submission``."""

    material = models.ForeignKey(
        "materials.Material",
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="submissions",
    )
    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("version"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    confirmed = models.JSONField(
        _("personal data that the author leaves in"), default=list, blank=True
    )
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING
    )
    comment = models.TextField(_("comment"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sending of a work")
        verbose_name_plural = _("sendings of works")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["material", "-sent_at"], name="materials_submissions"),
            models.Index(fields=["outcome", "hub"], name="materials_submissions_queue"),
        ]

    def __str__(self):
        return str(self.material)

    # -- What the register shows; its library reads the headings off the functions ------------

    def _sender(self):
        return self.sent_by.get_community_name() if self.sent_by else ""

    _sender.short_description = _("Sent by")
    sender = property(_sender)

    def _decider(self):
        return self.decided_by.get_community_name() if self.decided_by else ""

    _decider.short_description = _("Decided by")
    decider = property(_decider)

    def _outcome_label(self):
        return self.get_outcome_display()

    _outcome_label.short_description = _("Outcome")
    outcome_label = property(_outcome_label)

    def _days_waited(self):
        """Whole days from the sending to the decision, or until now."""
        return ((self.decided_at or timezone.now()) - self.sent_at).days

    _days_waited.short_description = _("Days of waiting")
    days_waited = property(_days_waited)

    def _left_in(self):
        return "; ".join(entry["text"] for entry in self.confirmed)

    _left_in.short_description = _("Personal data that the author leaves in")
    left_in = property(_left_in)
