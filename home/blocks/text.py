"""Words: running text, headings, quotes, notices."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import string_to_ascii

from home.enums import NoticeTone

from .struct import StructBlock

# No h2: a heading is a block of its own, so that it gets an anchor.
TEXT_FEATURES = [
    "h3", "h4", "bold", "italic", "strikethrough", "superscript", "subscript",
    "ol", "ul", "link", "document-link", "hr",
]  # fmt: skip
SHORT_TEXT_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link",
                       "document-link"]  # fmt: skip
MAX_TEXT = 20_000
MAX_SHORT_TEXT = 5_000
MAX_ANCHOR = 60


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links; nothing that could bring a foreign look or a script."""

    def __init__(self, features=None, max_length=MAX_TEXT, **kwargs):
        super().__init__(features=features or TEXT_FEATURES, max_length=max_length, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = _(
            "<p>Ask the pupils to <b>guess first</b> and to calculate afterwards: "
            "a mistake of one's own is remembered best.</p>"
            "<ul><li>two minutes alone,</li><li>three minutes in pairs.</li></ul>"
        )


class ShortTextBlock(TextBlock):
    """A few paragraphs inside another block."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", SHORT_TEXT_FEATURES)
        kwargs.setdefault("max_length", MAX_SHORT_TEXT)
        super().__init__(**kwargs)


def make_anchor(text):
    """A short Latin name for the place in the page where ``text`` is the heading."""
    return slugify(string_to_ascii(text))[:MAX_ANCHOR].strip("-") or "part"


class HeadingValue(blocks.StructValue):
    """A heading; ``anchor`` is made unique within the page by ``streams.set_anchors``."""

    unique_anchor = ""

    @property
    def anchor(self):
        return self.unique_anchor or make_anchor(self["text"] or "")


class HeadingBlock(StructBlock):
    """A heading with an address of its own within the page."""

    looks = ("level",)
    LEVELS = [("h2", _("part of the page")), ("h3", _("section of a part"))]

    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(label=_("Level"), choices=LEVELS, default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Parts the page; it can be linked to, and the table of contents lists it.")
        template = "blocks/heading.html"
        value_class = HeadingValue
        label_format = "{text}"
        preview_value = {"text": _("How the lesson goes"), "level": "h2"}


class QuoteBlock(StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Words"), max_length=1500)
    source = blocks.CharBlock(label=_("Whose"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's words, with whose they are.")
        template = "blocks/quote.html"
        preview_value = {
            "text": _("Do not tell the answer: ask one more question."),
            "source": _("from a mathematics teacher's diary"),
        }


class NoticeBlock(StructBlock):
    """A remark that must not be missed."""

    looks = ("tone",)

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    text = blocks.TextBlock(label=_("Text"), max_length=1500)
    tone = blocks.ChoiceBlock(label=_("Tone"), choices=NoticeTone.choices, default=NoticeTone.INFO)

    class Meta:
        icon = "info-circle"
        label = _("Remark in a frame")
        description = _("A remark in a frame: information, advice, something important.")
        template = "blocks/notice.html"
        preview_value = {
            "title": "",
            "text": _("Print the sheet on both sides: the answers are on the back."),
            "tone": NoticeTone.TIP,
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["look"] = NoticeTone(value["tone"]).look
        return context
