"""Files as they lie in the store, apart from the materials that show them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.uploads import storage
from home.uploads.storage import private_storage


def random_path(stored, name):
    """Where a file lies in the store: by its own type, whatever its name says."""
    return storage.random_path("materials", f"file.{stored.extension}")


def preview_path(stored, name):
    """Where the picture of a file's first page lies."""
    return storage.random_path("previews", "preview.webp")


class StoredFile(models.Model):
    """An uploaded file, kept once and never changed.

    It lives apart from the material, because a draft of a published material exists only
    as a revision, and because a file must not be lost when another field of its form is
    wrong. Which readers may have it is asked of the material that shows it.
    """

    file = models.FileField(
        _("file"), storage=private_storage, upload_to=random_path, max_length=200
    )
    name = models.CharField(_("name"), max_length=255)
    extension = models.CharField(_("extension"), max_length=10)
    media_type = models.CharField(_("media type"), max_length=120)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    download_count = models.PositiveIntegerField(_("downloads"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    # The first page as a picture; empty while it was not drawn, or could not be.
    preview = models.FileField(
        _("preview"),
        storage=private_storage,
        upload_to=preview_path,
        max_length=200,
        blank=True,
        editable=False,
    )
    preview_width = models.PositiveSmallIntegerField(default=0, editable=False)
    preview_height = models.PositiveSmallIntegerField(default=0, editable=False)
    preview_tried_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self):
        return self.name


class FileDownloads(models.Model):
    """How often a file of a material was downloaded on one day; nobody's address is kept."""

    material = models.ForeignKey(
        "materials.Material",
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="downloads",
    )
    stored = models.ForeignKey(
        StoredFile, verbose_name=_("file"), on_delete=models.CASCADE, related_name="downloads"
    )
    date = models.DateField(_("day"), db_index=True)
    count = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads")
        ordering = ["-date", "-count"]
        constraints = [
            models.UniqueConstraint(
                fields=["material", "stored", "date"], name="materials_downloads_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.stored}, {self.date:%d.%m.%Y}"
