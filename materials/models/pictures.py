"""Pictures that came out of the documents of a work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkPicture(models.Model):
    """Says of a picture of the site that it came out of a document of ``material``: nobody has
    put it there by hand, so nobody would ever take it away by hand."""

    # It tells where a picture is from; whether it is in use is another question.
    wagtail_reference_index_ignore = True

    image = models.OneToOneField(
        "home.SiteImage",
        verbose_name=_("picture"),
        on_delete=models.CASCADE,
        related_name="work_picture",
    )
    material = models.ForeignKey(
        "materials.Material",
        verbose_name=_("material"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="pictures",
    )

    class Meta:
        verbose_name = _("picture out of a document")
        verbose_name_plural = _("pictures out of documents")

    def __str__(self):
        return str(self.image)
