"""Blocks that put a text in order: tables, questions with answers, steps."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

from .media import CaptionedImageBlock
from .struct import StructBlock
from .text import ShortTextBlock

MAX_ROWS = 200
MAX_COLUMNS = 12
MAX_CELL = 1000
MAX_ITEMS = 50


class TableBlock(WagtailTableBlock):
    """A table of text with a caption; on a phone its rows turn into cards."""

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns; may be pasted from Excel. Name it in the caption.")
        template = "blocks/table.html"
        preview_value = {
            "data": [
                [_("Stage"), _("Minutes"), _("What the class does")],
                [_("Warm-up"), "5", _("Three examples in the head")],
                [_("New topic"), "20", _("Works in pairs")],
            ],
            "table_header_choice": "row",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": _("Plan of the lesson"),
        }

    def clean(self, value):
        value = super().clean(value)
        if value:
            self._check_size(value.get("data") or [])
            caption = (value.get("table_caption") or "").strip()
            if len(caption) > 200:
                raise ValidationError(_("The caption is too long: not more than 200 characters."))
        return value

    def _check_size(self, rows):
        if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
            raise ValidationError(
                _("The table is too large: not more than %(rows)s rows and %(columns)s columns."),
                params={"rows": MAX_ROWS, "columns": MAX_COLUMNS},
            )
        if any(len(str(cell)) > MAX_CELL for row in rows for cell in row if cell):
            raise ValidationError(
                _("A cell is too long: not more than %(limit)s characters."),
                params={"limit": MAX_CELL},
            )
        if not self.is_deferred_validation and not any(cell for row in rows for cell in row):
            raise ValidationError(_("The table is empty."))

    def render(self, value, context=None):
        data = (value or {}).get("data") or []
        rows = [[str(cell or "").strip() for cell in row] for row in data]
        if not any(any(row) for row in rows):
            return ""
        return super().render({**value, "data": rows}, context)


class AccordionItemBlock(StructBlock):
    """A question and its answer."""

    title = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = ShortTextBlock(label=_("Text"))

    class Meta:
        icon = "list-ul"
        label = _("Item")


class AccordionBlock(StructBlock):
    """Headings that open."""

    items = blocks.ListBlock(AccordionItemBlock(), label=_("Items"), min_num=1, max_num=MAX_ITEMS)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        description = _("Headings that open: questions and answers, details for some readers.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [
                {
                    "title": _("Does one have to register to read?"),
                    "text": _("<p>No. Everything here is open.</p>"),
                },
                {
                    "title": _("How can I publish my own material?"),
                    "text": _("<p>Send it to the moderator of your subject.</p>"),
                },
            ]
        }


class StepBlock(StructBlock):
    """One step: what to do, in words and if need be in a picture."""

    title = blocks.CharBlock(label=_("What to do"), max_length=200)
    text = ShortTextBlock(label=_("Explanation"), required=False)
    image = CaptionedImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(StructBlock):
    """An instruction."""

    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=MAX_ITEMS)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("An instruction in numbered steps.")
        template = "blocks/steps.html"
        preview_value = {
            "items": [
                {
                    "title": _("Open your subject"),
                    "text": _("<p>Its cover is on the home page.</p>"),
                },
                {"title": _("Choose a material"), "text": ""},
                {"title": _("Download the file"), "text": _("<p>No registration is needed.</p>")},
            ]
        }
