"""What materials are found by, beside their hub: grades and tags."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, Tag


class Grade(models.Model):
    """A school year; 0 stands for the years before school."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True)
    title = models.CharField(_("title"), max_length=40)

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["number"]

    def __str__(self):
        return self.title


class TaggedMaterial(ItemBase):
    """A tag on a material."""

    tag = models.ForeignKey(Tag, related_name="tagged_materials", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "materials.Material", related_name="tagged_items", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="materials_tag_once_per_material"
            )
        ]
