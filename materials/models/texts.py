"""What is written inside files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import FileTextStatus

# So much of one file's text goes into the search index.
MAX_INDEXED = 200_000


class FileText(models.Model):
    """The text of a stored file, read in the background: for search and for the guard of
    personal data. ``parts`` are pairs of a place and its text (``home.uploads.extraction``)."""

    stored = models.OneToOneField(
        "materials.StoredFile",
        verbose_name=_("file"),
        on_delete=models.CASCADE,
        related_name="text",
    )
    status = models.CharField(
        _("status"),
        max_length=8,
        choices=FileTextStatus.choices,
        default=FileTextStatus.QUEUED,
        db_index=True,
    )
    parts = models.JSONField(_("text by places"), default=list)
    is_cut = models.BooleanField(_("left unfinished for its length"), default=False)
    reason = models.CharField(_("why it was not read"), max_length=200, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    @property
    def whole(self):
        """All of the text in one, as much as is indexed."""
        return "\n".join(text for _place, text in self.parts)[:MAX_INDEXED]

    def __str__(self):
        return str(self.stored)
