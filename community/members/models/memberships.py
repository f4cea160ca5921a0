"""Who belongs to which hub."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import MembershipRole, MembershipStatus
from ..querysets import MembershipQuerySet


class Membership(models.Model):
    """A person in a hub (requirements B10-B12). Changed only by ``actions.memberships``,
    which keeps the hub's groups in step, holds the limit of members and writes the log."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=MembershipRole.choices,
        default=MembershipRole.MEMBER,
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=MembershipStatus.choices,
        default=MembershipStatus.REQUESTED,
    )
    note = models.TextField(_("words with the request"), max_length=1000, blank=True)
    reason = models.TextField(_("reason of the decision"), max_length=1000, blank=True)
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "hub"], name="members_membership_unique")
        ]
        indexes = [
            models.Index(fields=["hub", "status", "role"], name="members_membership_hub"),
            models.Index(fields=["status", "-requested_at"], name="members_membership_queue"),
        ]

    @property
    def is_active(self):
        """Whether the membership holds now."""
        return self.status == MembershipStatus.ACTIVE

    @property
    def was_turned_away(self):
        """Whether a moderator refused or excluded the person and nobody has let her in since:
        she then comes back by a decision only. The reason stands until that decision."""
        return bool(self.reason)

    def __str__(self):
        return f"{self.user}: {self.hub}"
