"""Diplomas for the register of achievements: a drawn blank with the words of one award.

Each achievement gets the scan that belongs to it, so that the register bears being looked at.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml
from PIL import Image, ImageDraw, ImageFont

from demo.files.common import FONTS
from demo.files.palette import INK, INK_SOFT
from demo.files.posters import wrap

PICTURES = Path(__file__).resolve().parent / "pictures"
PEN = "#27408b"
MIDDLE, WIDTH = 500, 700


def draw_diploma(award: Mapping) -> bytes:
    """The scan of an award as WebP: `who`, `what`, `level`, `place` (keys) and `date` of it.

    Awards of one contest get the same blank: it is chosen by what comes before the first colon or
    comma of `what`.
    """
    words = _words()
    contest = award["what"].replace(",", ":").split(":")[0]
    blank = words["blanks"][crc32(contest.encode()) % len(words["blanks"])]
    with Image.open(PICTURES / blank["file"]) as source:
        scan = source.convert("RGB")
    _write(ImageDraw.Draw(scan), award, blank["colour"], words)
    buffer = BytesIO()
    # Flat colours: without losses it is both sharper and half the size.
    scan.save(buffer, "WEBP", lossless=True, quality=60, method=2)
    return buffer.getvalue()


def _write(draw: ImageDraw.ImageDraw, award: Mapping, colour: str, words: Mapping) -> None:
    thanks = award["what"].startswith(words["thanks_word"])
    kind = "thanks" if thanks else award["place"]
    heading = words["headings"].get(kind, words["headings"]["common"])
    _centre(draw, 352, words["issuers"][award["level"]], 26, INK_SOFT, most=2)
    _centre(draw, 415, heading, 108, colour, face="GolosText-Black", most=1)
    _centre(draw, 572, words["awarded"], 27, INK_SOFT)
    below = _centre(draw, 616, award["who"], 66, PEN, face="DemoHandwriting-Regular", most=2)
    draw.line((150, below + 12, 850, below + 12), fill=INK_SOFT, width=2)
    _centre(draw, below + 44, award["what"], 32, INK, most=5)
    if not thanks:
        _centre(draw, 1016, words["places"][award["place"]], 44, colour, face="GolosText-Black")
    _centre(draw, 1254, _in_words(award["date"], words["months"]), 24, INK_SOFT)


def _centre(
    draw: ImageDraw.ImageDraw,
    top: int,
    text: str,
    size: int,
    colour: str,
    *,
    face: str = "GolosText-Regular",
    most: int = 1,
) -> int:
    """Set the text in the middle, in at most `most` lines; gives where it ends.

    What does not fit is set smaller.
    """
    font = _font(face, size)
    lines = wrap(text, font, WIDTH)
    while (len(lines) > most or any(font.getlength(line) > WIDTH for line in lines)) and size > 16:
        size -= 2
        font = _font(face, size)
        lines = wrap(text, font, WIDTH)
    for line in lines:
        draw.text((MIDDLE, top), line, font=font, fill=colour, anchor="ma")
        top += round(size * 1.35)
    return top


def _in_words(day: date, months: list[str]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _words() -> Mapping[str, Any]:
    with (PICTURES / "diplomas.yaml").open(encoding="utf-8") as file:
        return yaml.safe_load(file)
