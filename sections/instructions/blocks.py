"""The parts of an instruction."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from home.blocks.struct import StructBlock

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "code"]


class StepBlock(StructBlock):
    """One step: what to do, how it looks, what to beware of."""

    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = blocks.RichTextBlock(label=_("How"), features=TEXT_FEATURES, required=False)
    image = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("A screenshot; its description is read aloud to those who do not see it."),
    )
    notice = blocks.CharBlock(
        label=_("Beware"),
        max_length=300,
        required=False,
        help_text=_("What goes wrong most often at this step."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "instructions/blocks/step.html"
        preview_value = {
            "title": _("Open the page of the hub"),
            "text": "",
            "notice": _("The button is shown to members only."),
        }
        description = _("A numbered step of the instruction.")


class StepsBlock(blocks.StreamBlock):
    """All steps in order; numbers are given by their place."""

    step = StepBlock()

    class Meta:
        template = "instructions/blocks/steps.html"
