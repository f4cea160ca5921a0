"""Pictures: one with a caption, and many."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from .struct import StructBlock

MAX_PICTURES = 30


def prefetch_renditions(images):
    """Fetches what was made of ``images`` at once, not one by one as each is shown."""
    prefetch_related_objects(images, "renditions")


class DescribedImageBlock(ImageBlock):
    """Wagtail's picture with a description; it leaves one label in English."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Picture")


class CaptionedImageBlock(StructBlock):
    """A picture inside another block; may be left out there."""

    def __init__(self, local_blocks=None, required=True, **kwargs):
        self.is_image_required = required
        super().__init__(
            [
                ("image", DescribedImageBlock(label=_("Picture"), required=required)),
                (
                    "caption",
                    blocks.CharBlock(label=_("Caption"), required=False, max_length=250),
                ),
                *(local_blocks or []),
            ],
            required=required,
            **kwargs,
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/image.html"

    def get_preview_value(self):
        image = get_image_model().objects.order_by("-pk").first()
        return self.normalize({"image": image, "caption": _("What is in the picture")})


class PictureBlock(CaptionedImageBlock):
    """A picture in the text."""

    looks = ("width",)
    WIDTHS = [("text", _("as wide as the text")), ("wide", _("as wide as the page"))]

    def __init__(self, **kwargs):
        width = blocks.ChoiceBlock(label=_("Width"), choices=self.WIDTHS, default="text")
        super().__init__([("width", width)], **kwargs)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a caption. Say in its alternative text what it shows.")
        template = "blocks/image.html"


class GalleryBlock(StructBlock):
    """Pictures side by side."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    items = blocks.ListBlock(
        CaptionedImageBlock(), label=_("Pictures"), min_num=2, max_num=MAX_PICTURES
    )

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Several pictures side by side, each opens in full.")
        template = "blocks/gallery.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # A picture that was deleted since leaves an empty place.
        context["items"] = [item for item in value["items"] if item["image"] is not None]
        prefetch_renditions([item["image"] for item in context["items"]])
        return context

    def get_preview_value(self):
        images = get_image_model().objects.order_by("-pk")[:3]
        return self.normalize({"title": "", "items": [{"image": image} for image in images]})
