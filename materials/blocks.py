"""What the text of a material is written in: an article's blocks, and tables out of documents."""

import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html, extract_references_from_rich_text

from home.blocks import ArticleBlocks
from home.blocks.struct import StructBlock

MAX_TABLE = 300_000
TABLE_TAGS = {
    "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "p", "br", "ul", "ol", "li",
    "b", "strong", "i", "em", "sup", "sub", "s", "a", "embed", "h3", "h4", "h5", "h6",
}  # fmt: skip
TABLE_ATTRIBUTES = {
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "a": {"href"},
    "embed": {"embedtype", "id", "format"},
}
# The one look of the site's pictures in a table; no attribute may hold anything else, because
# Wagtail looks for them in the text, not in a tree.
PICTURE = {"embedtype": re.compile("image"), "id": re.compile("[0-9]{1,18}"),
           "format": re.compile("fullwidth")}  # fmt: skip
EMBED = re.compile(r"<embed ([^>]*)>")


def clean_table(source):
    """The HTML of a table with nothing but words, lists, links and the site's pictures."""
    cleaned = nh3.clean(
        source,
        tags=TABLE_TAGS,
        attributes=TABLE_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    return EMBED.sub(r"<embed \1/>", cleaned)


def _keep_attribute(tag, name, value):
    if tag == "embed" and not PICTURE[name].fullmatch(value):
        return None
    return value


class DocumentTableBlock(StructBlock):
    """A table as it was in a document: with joined cells, lists, formulas and pictures, which
    the site's own tables cannot hold."""

    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    html = blocks.TextBlock(
        label=_("Table"),
        max_length=MAX_TABLE,
        help_text=_("As HTML; it is easier to change in Word and to bring the document anew."),
    )

    class Meta:
        icon = "table"
        label = _("Table out of a document")
        description = _("Comes with a Word document: joined cells, lists and pictures in cells.")
        template = "materials/blocks/document_table.html"
        label_format = "{caption}"
        preview_value = {
            "caption": _("Plan of the lesson"),
            "html": "<table><tbody><tr><td rowspan='2'><p>5</p></td><td><p>1</p></td></tr>"
            "<tr><td><p>2</p></td></tr></tbody></table>",
        }

    def clean(self, value):
        value = super().clean(value)
        value["html"] = clean_table(value["html"] or "")
        if "<table" not in value["html"]:
            raise ValidationError(_("There is no table in it."))
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Cleaned here too: a body may come past the form (an import, an old version).
        context["table"] = SafeString(expand_db_html(clean_table(value["html"] or "")))
        return context

    def extract_references(self, value):
        yield from super().extract_references(value)
        yield from extract_references_from_rich_text(value["html"] or "")

    def get_searchable_content(self, value):
        return [nh3.clean(value["html"] or "", tags=set())]


class MaterialBlocks(ArticleBlocks):
    """The blocks of a material."""

    document_table = DocumentTableBlock(group=_("Structure"))

    class Meta:
        template = "blocks/stream.html"
        max_num = 400
