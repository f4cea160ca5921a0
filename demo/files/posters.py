"""Posters and cheat sheets as pictures: a squared page with a drawn motif and numbered lines."""

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from .common import FONTS
from .palette import DEFAULT_COLOUR, INK, MARGIN, MARKER, WHITE, Palette, get_palette

MOTIFS = Path(__file__).resolve().parent.parent / "pictures" / "motifs"
COMMON_MOTIF = "notebook"

WIDTH, HEIGHT, CELL = 1200, 1600, 40
SPINE, MARGIN_X, TEXT_X = 40, 160, 200
TEXT_WIDTH = WIDTH - TEXT_X - 70
_TERM_END = re.compile(r": | — ")
_SHORT_WORD = re.compile(r"(№|\b\w{1,2}) ")
PAGE, SQUARES = "#fffdf6", "#dde5f2"


def make(content: Mapping, colour: str = DEFAULT_COLOUR, author: str = "") -> bytes:
    """A .png of 1200 × 1600 points, in at most 256 colours so that it is light."""
    palette = get_palette(colour)
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAGE)
    draw = ImageDraw.Draw(picture)
    _draw_page(draw, palette)
    below = _draw_title(draw, content["title"], palette)
    below = _paste_motif(picture, content.get("picture", COMMON_MOTIF), below)
    _draw_labels(draw, content.get("labels") or [], below, palette)
    return _save(picture, content["title"], author)


def _draw_page(draw: ImageDraw.ImageDraw, palette: Palette) -> None:
    for x in range(CELL, WIDTH, CELL):
        draw.line((x, 0, x, HEIGHT), fill=SQUARES, width=2)
    for y in range(CELL, HEIGHT, CELL):
        draw.line((0, y, WIDTH, y), fill=SQUARES, width=2)
    draw.line((MARGIN_X, 0, MARGIN_X, HEIGHT), fill=MARGIN, width=4)
    draw.rectangle((0, 0, SPINE, HEIGHT), fill=palette.dark)


def _draw_title(draw: ImageDraw.ImageDraw, title: str, palette: Palette) -> int:
    """The band of the hub's colour with the title; gives where it ends."""
    width = WIDTH - TEXT_X - 60
    for size in (88, 76, 66, 58):
        font = _font("GolosText-Black", size)
        lines = wrap(title, font, width)
        if len(lines) <= 2:
            break
    step = round(size * 1.18)
    bottom = _to_cell(2 * CELL + len(lines) * step + CELL)
    draw.rectangle((SPINE, 0, WIDTH, bottom), fill=palette.main)
    draw.rectangle((0, 0, SPINE, bottom), fill=palette.dark)
    top = (bottom - len(lines) * step) // 2
    for number, line in enumerate(lines):
        draw.text((TEXT_X, top + number * step), line, font=font, fill=WHITE)
    return bottom


def _paste_motif(picture: Image.Image, key: str, top: int) -> int:
    """Put the drawing under the band; gives where it ends.

    A key without a drawing of its own gets the common one: a poster without a picture would be
    half empty.
    """
    path = MOTIFS / f"{key}.webp"
    if not path.exists():
        path = MOTIFS / f"{COMMON_MOTIF}.webp"
    with Image.open(path) as source:
        motif = source.convert("RGBA")
    left = MARGIN_X + (WIDTH - MARGIN_X - motif.width) // 2
    picture.paste(motif, (left, top + CELL), motif)
    return _to_cell(top + motif.height + 2 * CELL)


def _draw_labels(draw: ImageDraw.ImageDraw, labels: list[str], top: int, palette: Palette) -> None:
    """Numbered lines down to the page's foot, in the largest letters that fit."""
    room = HEIGHT - top - CELL
    for size in (50, 46, 42, 38, 34, 30):
        font, bold = _font("GolosText-Regular", size), _font("GolosText-Bold", size)
        blocks = [wrap(label, bold, TEXT_WIDTH) for label in labels]
        step = round(size * 1.28)
        used = sum(len(lines) for lines in blocks) * step
        gaps = len(blocks) * size * 0.45
        if used + gaps <= room:
            break
    gap = min((room - used) / max(len(blocks), 1), 2 * CELL)
    y = top + gap * 0.3
    for number, lines in enumerate(blocks, start=1):
        _draw_number(draw, number, y + step / 2, palette)
        lead = _lead_length(" ".join(lines))
        for line in lines:
            _draw_line(draw, (TEXT_X, y), line, lead, font, bold)
            lead -= len(line) + 1
            y += step
        y += gap


def _draw_number(draw: ImageDraw.ImageDraw, number: int, middle: float, palette: Palette) -> None:
    """A disc in the margin. It is drawn large and shrunk, for Pillow's own circles are ragged."""
    scale, radius = 4, 30
    disc = Image.new("L", (2 * radius * scale,) * 2, 0)
    ImageDraw.Draw(disc).ellipse((0, 0, disc.width - 1, disc.height - 1), fill=255)
    disc = disc.resize((2 * radius, 2 * radius), Image.Resampling.LANCZOS)
    x = (SPINE + MARGIN_X) // 2
    draw.bitmap((x - radius, round(middle) - radius), disc, fill=palette.main)
    font = _font("GolosText-Bold", 34)
    draw.text((x, round(middle)), str(number), font=font, fill=WHITE, anchor="mm")


def _draw_line(draw, place: tuple[float, float], line: str, lead: int, font, bold) -> None:
    """One line of a label; its first `lead` letters are the term: heavy, under the marker."""
    x, y = place
    if lead > 0:
        term, rest = line[:lead], line[lead:]
        width = bold.getlength(term)
        marker = (x - 8, y + bold.size * 0.12, x + width + 8, y + bold.size * 1.2)
        draw.rectangle(marker, fill=MARKER)
        _draw_text(draw, (x, y), term, bold)
        x, line = x + width, rest
    _draw_text(draw, (x, y), line, font)


def _draw_text(draw, place: tuple[float, float], text: str, font) -> None:
    """Text whose missing signs (arrows, roots, Greek) come from the wider font."""
    x, y = place
    wider = _font("DejaVuSans-Symbols", font.size)
    for letter_font, part in _split_by_font(text, font, wider):
        # Both sit on one baseline: their heights above it differ.
        draw.text((x, y + font.getmetrics()[0]), part, font=letter_font, fill=INK, anchor="ls")
        x += letter_font.getlength(part)


def _split_by_font(text: str, font, wider) -> list[tuple]:
    parts: list[list] = []
    for letter in text:
        chosen = font if _has_glyph(font, letter) else wider
        if parts and parts[-1][0] is chosen:
            parts[-1][1] += letter
        else:
            parts.append([chosen, letter])
    return [(chosen, part) for chosen, part in parts]


def _has_glyph(font, letter: str) -> bool:
    """Whether the font draws the letter: a missing one looks as the box of an unused code."""
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def _lead_length(label: str) -> int:
    """How many letters of a label are its term: what stands before the first dash or colon."""
    found = _TERM_END.search(label[:48])
    return found.start() + len(found[0].rstrip(" —")) if found else 0


def wrap(text: str, font, width: int) -> list[str]:
    """Break the text into lines; a word of one or two letters is never left at a line's end."""
    lines: list[str] = []
    for word in _SHORT_WORD.sub("\\1\N{NO-BREAK SPACE}", text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _to_cell(y: float) -> int:
    """The first line of the grid at or below `y`."""
    return -(-round(y) // CELL) * CELL


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same everywhere; the richer one depends on what the machine has.
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


def _save(picture: Image.Image, title: str, author: str) -> bytes:
    about = PngInfo()
    about.add_itxt("Title", title, lang="ru")
    if author:
        about.add_itxt("Author", author, lang="ru")
    light = picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    buffer = BytesIO()
    light.save(buffer, "PNG", optimize=True, pnginfo=about)
    return buffer.getvalue()
