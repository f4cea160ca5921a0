"""Images and documents: models of our own from the first migration, so that fields can be
added later without moving anybody's files."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from home.uploads import type_by_extension


class SiteImage(AbstractImage):
    """A picture; ``description`` is its text alternative."""

    # It belongs to a draft that nobody but its author sees.
    is_private = models.BooleanField(default=False, editable=False)

    admin_form_fields = Image.admin_form_fields
    search_fields = [*AbstractImage.search_fields, index.FilterField("is_private")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    """A picture at one size and in one format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SiteDocument(AbstractDocument):
    """A file attached to pages: orders, programmes, forms."""

    admin_form_fields = Document.admin_form_fields

    def clean(self):
        # A refused file is not here, and has its message already: no second one about "".
        if self.file:
            super().clean()

    @property
    def content_type(self):
        """What browsers are told it is: of the kinds that uploads are checked for, whatever
        table of types the server's own system has."""
        kind = type_by_extension(self.file_extension)
        return kind.media_type if kind is not None else "application/octet-stream"
