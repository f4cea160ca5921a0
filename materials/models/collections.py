"""Collections: an editor's ordered choice of materials."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from subjects.mixins import ForgetsDeletedHub
from subjects.models import HubPage

from ..querysets import CollectionManager
from ..text import make_slug
from .material import Material


class MaterialCollection(
    ForgetsDeletedHub,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """Materials for one purpose in an order that matters, with a word on each."""

    title = models.CharField(_("title"), max_length=255)
    title.required_on_save = True
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link", "document-link", "ol", "ul"],
        help_text=_("For whom the collection is and how to use it."),
    )
    hub = models.ForeignKey(
        HubPage,
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="material_collections",
        help_text=_("Left empty: a collection of the whole site."),
    )

    objects = CollectionManager()

    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("introduction"),
        index.FilterField("live"),
        index.FilterField("hub"),
    ]

    class Meta:
        verbose_name = _("collection of materials")
        verbose_name_plural = _("collections of materials")
        ordering = ["-first_published_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-first_published_at", "-id"],
                condition=models.Q(live=True),
                name="materials_collection_newest",
            )
        ]

    def __str__(self):
        return self.title or gettext("Untitled collection")

    @property
    def slug(self):
        """The readable part of the address."""
        return make_slug(self.title, "collection")

    def get_absolute_url(self):
        """The address of its page; empty before it is saved for the first time."""
        return reverse("materials:collection", args=[self.pk, self.slug]) if self.pk else ""

    @property
    def url(self):
        return self.get_absolute_url()

    @property
    def summary(self):
        """The introduction as plain text, for lists."""
        return get_text_for_indexing(self.introduction)

    def listed_items(self, user):
        """``(material, note)`` in order, of the materials that ``user`` may read."""
        items = [item for item in self.items.all() if item.material_id]
        readable = Material.objects.visible_to(user).for_list()
        materials = readable.in_bulk([item.material_id for item in items])
        return [
            (materials[item.material_id], item.note)
            for item in items
            if item.material_id in materials
        ]

    def get_preview_template(self, request, mode_name):
        return "materials/collection_detail.html"

    def get_preview_context(self, request, mode_name):
        from ..pages import collection_context

        return collection_context(request, self)


class MaterialCollectionItem(Orderable):
    """A material's place in a collection."""

    collection = ParentalKey(MaterialCollection, on_delete=models.CASCADE, related_name="items")
    material = models.ForeignKey(
        Material,
        verbose_name=_("material"),
        null=True,  # A row of a draft may still be empty.
        on_delete=models.CASCADE,
        related_name="collection_items",
    )
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("Why it is here, in a sentence."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("material of the collection")
        verbose_name_plural = _("materials of the collection")

    def __str__(self):
        return str(self.material or "")
