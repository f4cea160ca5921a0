"""What waits for a moderator: one case for each thing, with the complaints of it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import CaseStatus, ComplaintStatus, HoldReason, Rule
from ..querysets import CaseQuerySet, ComplaintQuerySet


class Case(models.Model):
    """Something that a moderator must look at (S0 3.2, 3.6): a held post, or what people
    complain of. At most one case of a thing is open; what happens later opens another."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose it is"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Values of ``HoldReason``: why it came here.
    reasons = models.JSONField(_("why it waits"), default=list, blank=True)
    complaint_count = models.PositiveIntegerField(_("complaints"), default=0)
    status = models.CharField(
        _("status"), max_length=8, choices=CaseStatus.choices, default=CaseStatus.OPEN
    )
    opened_at = models.DateTimeField(_("since"), auto_now_add=True)
    closed_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=models.Q(status=CaseStatus.OPEN),
                name="moderation_one_open_case",
            )
        ]
        indexes = [
            models.Index(fields=["status", "opened_at", "id"], name="moderation_case_queue"),
            models.Index(fields=["content_type", "object_id"], name="moderation_case_target"),
        ]

    @property
    def is_open(self):
        return self.status == CaseStatus.OPEN

    @property
    def reason_labels(self):
        """Why it waits, in words."""
        return [HoldReason(reason).label for reason in self.reasons if reason in HoldReason.values]

    def __str__(self):
        return gettext("Case %(number)s") % {"number": self.pk}


class Complaint(models.Model):
    """What one person has against a thing; each person may complain of it once (S0 3.6).
    When she leaves for good, that there was a complaint stays, without her and her words."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="complaints"
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who complains"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="complaints",
    )
    rule = models.CharField(_("reason"), max_length=16, choices=Rule.choices)
    text = models.TextField(_("in your words"), max_length=2000, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ComplaintStatus.choices, default=ComplaintStatus.OPEN
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "content_type", "object_id"],
                name="moderation_one_complaint_each",
            )
        ]

    def __str__(self):
        return f"{self.get_rule_display()}, {self.created_at:%d.%m.%Y}"
