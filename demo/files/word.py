"""Word documents: real styles, lists and tables, so that a teacher can go on editing them."""

from collections.abc import Mapping
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .common import FILE_DATE, OFFICE_FONT, column_shares, repack
from .palette import INK, INK_SOFT, Palette, get_palette, rgb

TEXT_WIDTH = 17.0  # centimetres between the margins of an A4 page


def make(content: Mapping, colour: str, author: str) -> bytes:
    """A .docx of the content's title and sections."""
    palette = get_palette(colour)
    document = docx.Document()
    _set_properties(document, content["title"], author)
    _set_page(document)
    _set_styles(document, palette)
    document.add_paragraph(content["title"], style="Title")
    for section in content["sections"]:
        _add_section(document, section, palette)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _set_properties(document, title: str, author: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.author = author
    properties.last_modified_by = author
    properties.comments = ""
    properties.language = "ru-RU"
    properties.created = properties.modified = FILE_DATE.replace(tzinfo=None)


def _set_page(document) -> None:
    """A4 with a wider binding margin, and the page's number below."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(2.5), Cm(1.5)
    page.top_margin = page.bottom_margin = Cm(2)
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = footer.add_run()
    for kind, code in (("begin", None), (None, "PAGE"), ("end", None)):
        if code:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _set_styles(document, palette: Palette) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")
    # name, size, bold, colour, space before and after in points
    for name, size, bold, tone, before, after in (
        ("Normal", 11, None, INK, 0, 6),
        ("Title", 22, True, INK, 0, 14),
        ("Heading 1", 15, True, palette.main, 16, 6),
        ("List Bullet", 11, None, INK, 0, 3),
        ("List Number", 11, None, INK, 0, 3),
        ("Footer", 9, None, INK_SOFT, 0, 0),
    ):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.bold = bold
        style.font.color.rgb = RGBColor(*rgb(tone))
        _set_font(style)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.15
    _set_rule_under(document.styles["Title"], palette.main)


def _set_font(style) -> None:
    """Name the font for all scripts; the template's theme fonts would win over a plain name."""
    style.font.name = OFFICE_FONT
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), OFFICE_FONT)


def _set_rule_under(style, colour: str) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", colour[1:])):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    # The schema orders a paragraph's properties: borders come before shading, tabs and spacing.
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _add_section(document, section: Mapping, palette: Palette) -> None:
    if heading := section.get("heading"):
        document.add_heading(heading, level=1)
    for text in section.get("paragraphs") or []:
        document.add_paragraph(text)
    if bullets := section.get("bullets"):
        for text in bullets:
            last = document.add_paragraph(text, style="List Bullet")
        last.paragraph_format.space_after = Pt(8)
    if numbered := section.get("numbered"):
        _add_numbered(document, numbered)
    if table := section.get("table"):
        _add_table(document, table, palette)


def _add_numbered(document, items: list[str]) -> None:
    """A numbered list that begins at 1: each needs a numbering of its own, or it would go on."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"]
    abstract = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for text in items:
        last = document.add_paragraph(text, style=style)
        properties = last._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number.numId
        properties.numPr.get_or_add_ilvl().val = 0
    last.paragraph_format.space_after = Pt(8)


def _add_table(document, table: Mapping, palette: Palette) -> None:
    header, rows = table["header"], table["rows"]
    shares = column_shares(header, rows)
    grid = document.add_table(rows=0, cols=len(shares), style="Table Grid")
    grid.autofit = False
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Cm(TEXT_WIDTH * share)
    for row in [header, *rows]:
        cells = grid.add_row().cells
        for cell, share, text in zip(cells, shares, _padded(row, len(shares)), strict=True):
            cell.width = Cm(TEXT_WIDTH * share)
            cell.text = str(text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cell in grid.rows[0].cells:
        shading = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", palette.pale[1:])):
            shading.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shading)
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
    document.add_paragraph()


def _padded(row: list, count: int) -> list:
    return [*row, *[""] * (count - len(row))]
