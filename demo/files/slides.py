"""Presentations: a cover like the hub's, then wide clean pages with the speaker's notes."""

from collections.abc import Mapping
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from .common import FILE_DATE, OFFICE_FONT, repack
from .palette import INK, INK_SOFT, LINE, MARGIN, PAPER, WHITE, Palette, get_palette, mix, rgb

WIDTH, HEIGHT = 13.333, 7.5  # inches, 16:9
COVER_LAYOUT, PAGE_LAYOUT = 0, 1
SPINE = 0.38


def make(content: Mapping, colour: str, author: str) -> bytes:
    """A .pptx: the cover and one page per slide of the content."""
    palette = get_palette(colour)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _set_properties(deck, content["title"], author)
    _set_layouts(deck, palette)
    _add_cover(deck, content, palette)
    for number, slide in enumerate(content["slides"], start=2):
        _add_page(deck, slide, number, palette)
    buffer = BytesIO()
    deck.save(buffer)
    return repack(buffer.getvalue())


def _set_properties(deck, title: str, author: str) -> None:
    properties = deck.core_properties
    properties.title = title
    properties.author = author
    properties.last_modified_by = author
    properties.language = "ru-RU"
    properties.created = properties.modified = FILE_DATE.replace(tzinfo=None)


def _set_layouts(deck, palette: Palette) -> None:
    """Make two wide layouts of the narrow default template and drop the rest.

    What a teacher adds later by "New slide" then looks like the slides that are there.
    """
    for layout in list(deck.slide_layouts)[2:]:
        deck.slide_layouts.remove(layout)
    for fonts in deck.slide_master.element.iter(qn("a:latin")):
        fonts.set("typeface", OFFICE_FONT)
    cover, page = deck.slide_layouts[COVER_LAYOUT], deck.slide_layouts[PAGE_LAYOUT]
    _paint(deck.slide_master, PAPER)
    _paint(cover, palette.main)
    page_boxes = {0: (1.25, 0.5, 11.3, 1.15), 1: (1.25, 1.95, 11.3, 4.75)}
    _place(deck.slide_master, page_boxes)
    _place(page, page_boxes)
    _place(cover, {0: (1.35, 3.1, 8.1, 1.85), 1: (1.35, 5.15, 8.1, 0.95)})


def _place(owner, boxes: Mapping[int, tuple[float, float, float, float]]) -> None:
    """Put the title and the text where they belong; remove date, footer and number."""
    for shape in list(owner.placeholders):
        index = shape.placeholder_format.idx
        if index in boxes:
            shape.left, shape.top, shape.width, shape.height = map(Inches, boxes[index])
        else:
            shape.element.getparent().remove(shape.element)


def _paint(owner, colour: str) -> None:
    fill = owner.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(*rgb(colour))


def _add_cover(deck, content: Mapping, palette: Palette) -> None:
    """The notebook's cover: spine, a drawn figure, a white label with the title."""
    slide = deck.slides.add_slide(deck.slide_layouts[COVER_LAYOUT])
    line = mix(palette.main, WHITE, 0.32)
    for left, top, size in ((9.45, 0.7, 3.2), (10.25, 1.5, 1.6)):
        _outline(slide, MSO_SHAPE.OVAL, left, top, size, size, line)
    _bar(slide, SPINE, 2.285, WIDTH - SPINE, 0.03, line)
    _bar(slide, 11.035, 0, 0.03, HEIGHT, line)
    _bar(slide, 0, 0, SPINE, HEIGHT, palette.dark)
    _bar(slide, 1.0, 2.85, 8.8, 3.55, "#fffdf8")
    _bar(slide, 1.45, 5.05, 7.9, 0.025, LINE)
    _send_back(slide)
    _write(slide.shapes.title, [content["title"]], _fit(content["title"], 38, 34), INK, bold=True)
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    subtitle = slide.placeholders[1]
    if text := content.get("subtitle"):
        _write(subtitle, [text], 18, INK_SOFT)
        subtitle.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    else:
        subtitle.element.getparent().remove(subtitle.element)


def _add_page(deck, content: Mapping, number: int, palette: Palette) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[PAGE_LAYOUT])
    _bar(slide, 0, 0, SPINE, HEIGHT, palette.main)
    _bar(slide, 0.93, 0, 0.02, HEIGHT, MARGIN)
    _bar(slide, 1.35, 1.72, 1.1, 0.06, palette.main)
    for left, top, size in ((11.2, 5.5, 1.6), (11.6, 5.9, 0.8)):
        _outline(slide, MSO_SHAPE.OVAL, left, top, size, size, palette.tint)
    _send_back(slide)
    _write(slide.shapes.title, [content["title"]], _fit(content["title"], 36, 40), INK, bold=True)
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    bullets = content.get("bullets") or []
    body = slide.placeholders[1]
    if bullets:
        _write(body, bullets, _body_size(bullets), INK)
        body.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        for paragraph in body.text_frame.paragraphs:
            _mark(paragraph, palette.main)
    else:
        body.element.getparent().remove(body.element)
    _add_number(slide, number, palette.main)
    if notes := content.get("notes"):
        slide.notes_slide.notes_text_frame.text = notes


def _fit(text: str, size: int, letters: int) -> int:
    """A smaller size for a title that would not go into two lines of `letters` letters."""
    return size if len(text) <= 2 * letters else max(round(size * 2 * letters / len(text)), 20)


def _body_size(bullets: list[str]) -> int:
    """The largest size at which the list still fits the page (4.75 inches high)."""
    for size in (32, 28, 26, 24, 22, 20, 18, 16):
        # Large letters need air around them, small ones may fill the page.
        room = (3.3 if size > 26 else 4.5) * 72
        letters = 10.6 * 72 / (size * 0.54)
        lines = sum(-(-len(text) // int(letters)) for text in bullets)
        if lines * size * 1.2 + len(bullets) * _gap(size) <= room:
            return size
    return 14


def _gap(size: int) -> int:
    return round(size * 0.5)


def _write(shape, lines: list[str], size: int, colour: str, *, bold: bool = False) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        # Left explicitly: the default template centres titles.
        paragraph.alignment = 1
        paragraph.space_after = Pt(_gap(size) if len(lines) > 1 else 0)
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        run.font.bold = bold
        run.font.name = OFFICE_FONT
        run.font.color.rgb = RGBColor(*rgb(colour))
        run._r.get_or_add_rPr().set("lang", "ru-RU")


def _mark(paragraph, colour: str) -> None:
    """A square bullet in the hub's colour, with the text hanging beside it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.42)))
    properties.set("indent", str(-Inches(0.42)))
    tone = etree.SubElement(properties, qn("a:buClr"))
    etree.SubElement(tone, qn("a:srgbClr")).set("val", colour[1:])
    etree.SubElement(properties, qn("a:buSzPct")).set("val", "90000")
    etree.SubElement(properties, qn("a:buFont")).set("typeface", OFFICE_FONT)
    etree.SubElement(properties, qn("a:buChar")).set("char", "■")


def _add_number(slide, number: int, colour: str) -> None:
    box = slide.shapes.add_textbox(Inches(11.55), Inches(6.1), Inches(0.9), Inches(0.45))
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = 2
    field = etree.SubElement(paragraph._p, qn("a:fld"))
    # PowerPoint wants an identifier for a field; it may be the same on each slide.
    field.set("id", "{5B2C7A5E-9B0A-4D35-8F3C-0C1D2E3F4A5B}")
    field.set("type", "slidenum")
    properties = etree.SubElement(field, qn("a:rPr"), lang="ru-RU", sz="1600", b="1")
    fill = etree.SubElement(properties, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", colour[1:])
    etree.SubElement(field, qn("a:t")).text = str(number)


def _bar(slide, left: float, top: float, width: float, height: float, colour: str) -> None:
    """A rectangle without a line: spines, rules, margins."""
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(left), Inches(top), Inches(width), Inches(height)
    )
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(*rgb(colour))
    shape.line.fill.background()
    _flatten(shape)


def _flatten(shape) -> None:
    """Take away the theme's effects: they would give each line a shadow."""
    shape.element.remove(shape.element.find(qn("p:style")))


def _outline(slide, kind, left: float, top: float, width: float, height: float, colour: str):
    shape = slide.shapes.add_shape(kind, Inches(left), Inches(top), Inches(width), Inches(height))
    shape.fill.background()
    shape.line.color.rgb = RGBColor(*rgb(colour))
    shape.line.width = Pt(2.25)
    _flatten(shape)


def _send_back(slide) -> None:
    """Put the drawn shapes behind the title and the text, in the order they were drawn.

    A screen reader then also begins with the title; shapes without text are told to be decoration.
    """
    tree = slide.shapes._spTree
    drawn = [shape.element for shape in slide.shapes if not shape.is_placeholder]
    for element in drawn:
        tree.remove(element)
    # The first two children are the group's own properties.
    for position, element in enumerate(drawn, start=2):
        tree.insert(position, element)
