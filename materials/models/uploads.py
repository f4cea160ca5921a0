"""Files on their way: what has come of them so far."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """A file that arrives in parts, so that a line that breaks costs one part and not all.

    Its parts lie in the private storage under ``uploads/<id>/`` until the last one has come
    (``materials.uploads``): any of several web servers may take the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    offset = models.PositiveBigIntegerField(_("bytes that have come"), default=0)
    stored = models.ForeignKey(
        "materials.StoredFile",
        verbose_name=_("stored file"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    error = models.TextField(_("why it was refused"), blank=True)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last part came"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    @property
    def is_open(self):
        """Whether it still waits for something."""
        return self.stored_id is None and not self.error

    def __str__(self):
        return self.name
