"""OpenDocument texts, the format of the district's free office suites."""

from collections.abc import Mapping
from io import BytesIO

from odf import dc, meta, style, table, text
from odf.element import Element
from odf.namespaces import nsdict
from odf.opendocument import OpenDocumentText

from .common import FILE_DATE, OFFICE_FONT, column_shares, repack
from .palette import INK, Palette, get_palette

TEXT_WIDTH = 17.0  # centimetres between the margins of an A4 page


def make(content: Mapping, colour: str, author: str) -> bytes:
    """An .odt of the content's title and sections."""
    palette = get_palette(colour)
    # odfpy keeps one list of the namespaces met so far, and writes it into every document.
    Element.namespaces.clear()
    Element.namespaces.update(nsdict)
    document = OpenDocumentText()
    _set_properties(document, content["title"], author)
    _add_page(document)
    _add_styles(document, palette)
    document.text.addElement(text.H(outlinelevel=1, stylename="Title", text=content["title"]))
    for number, section in enumerate(content["sections"], start=1):
        _add_section(document, section, number)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _set_properties(document, title: str, author: str) -> None:
    stamp = FILE_DATE.strftime("%Y-%m-%dT%H:%M:%S")
    for element, value in (
        (dc.Title, title),
        (dc.Creator, author),
        (meta.InitialCreator, author),
        (dc.Language, "ru-RU"),
        (meta.CreationDate, stamp),
        (dc.Date, stamp),
    ):
        document.meta.addElement(element(text=value))


def _add_page(document) -> None:
    layout = style.PageLayout(name="A4")
    layout.addElement(
        style.PageLayoutProperties(
            pagewidth="21cm",
            pageheight="29.7cm",
            margintop="2cm",
            marginbottom="2cm",
            marginleft="2.5cm",
            marginright="1.5cm",
        )
    )
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    document.masterstyles.addElement(master)


def _add_styles(document, palette: Palette) -> None:
    face = style.FontFace(name=OFFICE_FONT, fontfamily=OFFICE_FONT, fontfamilygeneric="swiss")
    document.fontfacedecls.addElement(face)
    base = style.DefaultStyle(family="paragraph")
    base.addElement(
        style.TextProperties(
            fontname=OFFICE_FONT, fontsize="11pt", color=INK, language="ru", country="RU"
        )
    )
    document.styles.addElement(base)
    rule = f"1.5pt solid {palette.main}"
    for name, letters, paragraph in (
        ("Standard", {}, {"marginbottom": "0.2cm", "lineheight": "120%"}),
        (
            "Title",
            {"fontsize": "22pt", "fontweight": "bold"},
            {"marginbottom": "0.5cm", "borderbottom": rule, "paddingbottom": "0.25cm"},
        ),
        (
            "Heading 1",
            {"fontsize": "15pt", "fontweight": "bold", "color": palette.main},
            {"margintop": "0.55cm", "marginbottom": "0.2cm", "keepwithnext": "always"},
        ),
        ("Gap", {"fontsize": "4pt"}, {}),
        ("List Contents", {}, {"marginbottom": "0.08cm", "lineheight": "120%"}),
        ("Table Heading", {"fontweight": "bold"}, {}),
        ("Table Contents", {}, {}),
    ):
        made = style.Style(name=name.replace(" ", "_20_"), displayname=name, family="paragraph")
        if paragraph:
            made.addElement(style.ParagraphProperties(**paragraph))
        if letters:
            made.addElement(style.TextProperties(**letters))
        document.styles.addElement(made)
    _add_list_styles(document, palette)
    _add_cell_styles(document, palette)


def _add_list_styles(document, palette: Palette) -> None:
    mark = style.Style(name="Marks", family="text")
    mark.addElement(style.TextProperties(color=palette.main, fontweight="bold"))
    document.styles.addElement(mark)
    bullets = text.ListStyle(name="Bullets")
    bullet = text.ListLevelStyleBullet(level=1, bulletchar="•", stylename=mark)
    numbers = text.ListStyle(name="Numbers")
    number = text.ListLevelStyleNumber(level=1, numformat="1", numsuffix=".", stylename=mark)
    for made, level in ((bullets, bullet), (numbers, number)):
        level.addElement(style.ListLevelProperties(spacebefore="0.3cm", minlabelwidth="0.7cm"))
        made.addElement(level)
        document.styles.addElement(made)


def _add_cell_styles(document, palette: Palette) -> None:
    for name, fill in (("Cell", "transparent"), ("HeaderCell", palette.pale)):
        cell = style.Style(name=name, family="table-cell")
        cell.addElement(
            style.TableCellProperties(
                border="0.5pt solid #9aa3b5", padding="0.12cm", backgroundcolor=fill
            )
        )
        document.automaticstyles.addElement(cell)


def _add_section(document, section: Mapping, number: int) -> None:
    body = document.text
    if heading := section.get("heading"):
        body.addElement(text.H(outlinelevel=2, stylename="Heading_20_1", text=heading))
    for line in section.get("paragraphs") or []:
        body.addElement(text.P(stylename="Standard", text=line))
    for key, list_style in (("bullets", "Bullets"), ("numbered", "Numbers")):
        if lines := section.get(key):
            body.addElement(_make_list(lines, list_style))
            body.addElement(text.P(stylename="Gap"))
    if content := section.get("table"):
        body.addElement(_make_table(document, content, f"Table{number}"))
        body.addElement(text.P(stylename="Gap"))


def _make_list(lines: list[str], list_style: str):
    made = text.List(stylename=list_style)
    for line in lines:
        item = text.ListItem()
        item.addElement(text.P(stylename="List_20_Contents", text=line))
        made.addElement(item)
    return made


def _make_table(document, content: Mapping, name: str):
    header, rows = content["header"], content["rows"]
    made = table.Table(name=name)
    for index, share in enumerate(column_shares(header, rows)):
        column = style.Style(name=f"{name}.{index}", family="table-column")
        column.addElement(style.TableColumnProperties(columnwidth=f"{TEXT_WIDTH * share:.2f}cm"))
        document.automaticstyles.addElement(column)
        made.addElement(table.TableColumn(stylename=column))
    head = table.TableHeaderRows()
    head.addElement(_make_row(header, "HeaderCell", "Table_20_Heading"))
    made.addElement(head)
    for row in rows:
        made.addElement(_make_row(row, "Cell", "Table_20_Contents"))
    return made


def _make_row(values: list, cell_style: str, text_style: str):
    row = table.TableRow()
    for value in values:
        cell = table.TableCell(stylename=cell_style, valuetype="string")
        cell.addElement(text.P(stylename=text_style, text=str(value)))
        row.addElement(cell)
    return row
