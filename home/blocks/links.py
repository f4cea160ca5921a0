"""Links: one, a list of them, a button, documents to download."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from home.validators import validate_link

from .struct import StructBlock

MAX_LINKS = 50


class LinkValue(blocks.StructValue):
    """Where a link leads and what it says, whichever way the editor filled it in."""

    @cached_property
    def href(self):
        """The address, empty when the page it led to is gone or not published."""
        page = self.get("page")
        if page is not None:
            return (page.url or "") if page.live else ""
        return self.get("url") or ""

    @property
    def text(self):
        """The words of the link: the editor's, or the title of the page."""
        page = self.get("page")
        return self.get("title") or (page.title if page is not None else "") or self.href

    @property
    def is_external(self):
        return self.href.startswith(("http://", "https://"))


class LinkBlock(StructBlock):
    """A link to a page of the site or to any other address."""

    title = blocks.CharBlock(
        label=_("Text"),
        required=False,
        max_length=150,
        help_text=_("Empty: the title of the page."),
    )
    page = blocks.PageChooserBlock(label=_("Page of the site"), required=False)
    url = blocks.CharBlock(
        label=_("or an address"),
        required=False,
        max_length=1000,
        validators=[validate_link],
        help_text=_("https://…, mailto:…, tel:… or /an/address/ of this site"),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        label_format = "{title}"

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        errors = {}
        if bool(value.get("page")) == bool(value.get("url")):
            errors["url"] = ValidationError(_("Choose a page or enter an address: one of the two."))
        elif value.get("url") and not value.get("title"):
            errors["title"] = ValidationError(_("Say in words where the link leads."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value


class AnnotatedLinkBlock(LinkBlock):
    """A link with a line about what is there."""

    note = blocks.CharBlock(label=_("Annotation"), required=False, max_length=300)

    class Meta:
        value_class = LinkValue
        label_format = "{title}"


class LinkListBlock(StructBlock):
    """Links one under another."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    items = blocks.ListBlock(AnnotatedLinkBlock(), label=_("Links"), min_num=1, max_num=MAX_LINKS)

    class Meta:
        icon = "list-ul"
        label = _("List of links")
        description = _("Links one under another, each with a line about what is there.")
        template = "blocks/link_list.html"
        preview_value = {
            "title": _("Where to look further"),
            "items": [
                {"title": _("Presidential Library"), "url": "https://www.prlib.ru/",
                 "note": _("Maps of governorates and old textbooks")},
                {"title": _("Culture.RF"), "url": "https://www.culture.ru/", "note": ""},
            ],
        }  # fmt: skip


class ButtonBlock(LinkBlock):
    """The one act that the page leads to."""

    looks = ("style",)
    STYLES = [("primary", _("filled")), ("quiet", _("outlined"))]

    style = blocks.ChoiceBlock(label=_("Look"), choices=STYLES, default="primary")

    class Meta:
        icon = "thumbtack"
        label = _("Button")
        description = _("A link that stands out. One on a page is enough.")
        template = "blocks/button.html"
        value_class = LinkValue
        preview_value = {
            "title": _("See all subjects"), "url": "/subjects/", "style": "primary",
        }  # fmt: skip


class DocumentItemValue(blocks.StructValue):
    """A document in a list."""

    @property
    def text(self):
        return self.get("title") or self["document"].title


class DocumentItemBlock(StructBlock):
    """A document to download, with a title of its own when its file's is not good enough."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Text"),
        required=False,
        max_length=250,
        help_text=_("Empty: the title of the document."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        value_class = DocumentItemValue


class DocumentListBlock(StructBlock):
    """Files to download."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    items = blocks.ListBlock(
        DocumentItemBlock(), label=_("Documents"), min_num=1, max_num=MAX_LINKS
    )

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download, with their type and size.")
        template = "blocks/documents.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # A document that was deleted since leaves an empty place.
        context["items"] = [item for item in value["items"] if item["document"] is not None]
        return context

    def get_preview_value(self):
        documents = list(self._documents().order_by("-pk")[:3])
        return self.normalize(
            {"title": _("To download"), "items": [{"document": item} for item in documents]}
        )

    def _documents(self):
        return self.child_blocks["items"].child_block.child_blocks["document"].model_class.objects
