"""Spreadsheets: a styled header that stays in sight, widths that fit, live formulas."""

import re
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .common import FILE_DATE, OFFICE_FONT, repack
from .palette import Palette, get_palette

NARROWEST, WIDEST = 8, 52
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def make(content: Mapping, colour: str, author: str) -> bytes:
    """An .xlsx with one worksheet per sheet of the content."""
    palette = get_palette(colour)
    book = Workbook()
    book.remove(book.active)
    book.properties.title = content.get("title") or content["sheets"][0]["name"]
    book.properties.creator = author
    book.properties.language = "ru-RU"
    book.properties.created = FILE_DATE.replace(tzinfo=None)
    for sheet in content["sheets"]:
        # Excel refuses longer names and these signs.
        name = _FORBIDDEN.sub(" ", sheet["name"])[:31].strip()
        _fill(book.create_sheet(name), sheet, palette)
    buffer = BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue())


def _fill(page: Worksheet, sheet: Mapping, palette: Palette) -> None:
    for row in [sheet["header"], *sheet["rows"]]:
        page.append(list(row))
    _style(page, palette)
    _set_widths(page)
    page.freeze_panes = "A2"
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = palette.main[1:]
    page.print_title_rows = "1:1"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if page.max_column > 5 else "portrait"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _style(page: Worksheet, palette: Palette) -> None:
    thin = Side(style="thin", color="C9CED8")
    frame = Border(left=thin, right=thin, top=thin, bottom=thin)
    for row in page.iter_rows(max_col=page.max_column):
        for cell in row:
            head = cell.row == 1
            number = isinstance(cell.value, int | float) or cell.data_type == "f"
            cell.font = Font(
                name=OFFICE_FONT,
                size=11,
                bold=head or cell.data_type == "f",
                color="FFFFFF" if head else "1A2234",
            )
            if head:
                cell.fill = PatternFill("solid", fgColor=palette.main[1:])
            elif cell.data_type == "f":
                cell.fill = PatternFill("solid", fgColor=palette.pale[1:])
            cell.alignment = Alignment(
                wrap_text=True,
                vertical="center" if head else "top",
                horizontal="center" if head or number else "left",
            )
            cell.border = frame
    for column in page.iter_cols():
        _format_formulas([cell for cell in column if cell.data_type == "f"])


def _format_formulas(cells: list[Cell]) -> None:
    """Whole per cents, two places where a column divides or averages, else the program's choice.

    A column has one format, so that the largest of its shares reads as the shares do.
    """
    formulas = [cell.value.replace(" ", "") for cell in cells]
    if any("*100" in formula for formula in formulas):
        number_format = "0"
    elif any("/" in formula or "AVERAGE" in formula for formula in formulas):
        number_format = "0.00"
    else:
        return
    for cell in cells:
        cell.number_format = number_format


def _set_widths(page: Worksheet) -> None:
    """Fit the columns to their texts, and the rows to the lines that a wrapped text needs.

    Office programs do not fit wrapped rows on opening, so the height is counted here.
    """
    widths = []
    for column in page.iter_cols():
        texts = [str(cell.value) for cell in column if cell.value is not None]
        longest = max((len(text) for text in texts if not text.startswith("=")), default=NARROWEST)
        longest_word = max((len(word) for text in texts[:1] for word in text.split()), default=0)
        widths.append(min(max(longest + 2, longest_word + 4, NARROWEST), WIDEST))
        page.column_dimensions[get_column_letter(column[0].column)].width = widths[-1]
    for row in page.iter_rows():
        lines = [
            -(-len(str(cell.value or "")) // int(width))
            for cell, width in zip(row, widths, strict=True)
            if cell.data_type != "f"
        ]
        padding = 10 if row[0].row == 1 else 4
        page.row_dimensions[row[0].row].height = 15 * max([1, *lines]) + padding
