"""Applications of newcomers to the site."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import RegistrationStatus


class Registration(models.Model):
    """How a person came to the site: what was asked and what was decided (requirements B11).

    Changed only by ``actions.registration``. The hubs that the person wants to join are her
    memberships.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="registration",
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=RegistrationStatus.choices,
        default=RegistrationStatus.UNCONFIRMED,
    )
    note = models.TextField(_("words to the moderator"), max_length=1000, blank=True)
    reason = models.TextField(_("reason of the decision"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("applied"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("e-mail confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="members_registration_q")]

    def __str__(self):
        return str(self.user)
