"""A person's rights over her own data: a copy of it, and its deletion."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.uploads.storage import private_storage, random_path

from ..enums import ExportStatus


def export_path(export, filename):
    """Where a copy lies: under a random name."""
    return random_path("exports", filename)


class DataExport(models.Model):
    """One copy of all that the site knows of a person, made in the background."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="data_exports",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ExportStatus.choices, default=ExportStatus.QUEUED
    )
    file = models.FileField(
        storage=private_storage, upload_to=export_path, max_length=200, blank=True
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)

    class Meta:
        verbose_name = _("copy of a person's data")
        verbose_name_plural = _("copies of people's data")
        ordering = ["-created_at", "-pk"]

    @property
    def is_ready(self):
        """Whether there is something to download now."""
        if self.status != ExportStatus.READY or self.expires_at is None:
            return False
        return self.expires_at > timezone.now()

    def __str__(self):
        return f"{self.user}, {self.created_at:%d.%m.%Y}"


class AccountDeletion(models.Model):
    """A person's wish to leave for good. Until ``due_at`` she may change her mind."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="deletion",
    )
    keeps_name = models.BooleanField(
        _("name stays under what she wrote"),
        default=False,
        help_text=_("Otherwise her words are signed “former member”."),
    )
    requested_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    due_at = models.DateTimeField(_("will be deleted"))

    class Meta:
        verbose_name = _("account to be deleted")
        verbose_name_plural = _("accounts to be deleted")
        ordering = ["due_at", "pk"]

    def __str__(self):
        return str(self.user)
