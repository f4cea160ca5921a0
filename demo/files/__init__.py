"""Real office files made from structured content: the demo bank holds no empty shells.

`make_file(fmt, content)` is a pure function: the same content gives the same bytes. The shapes:

- docx, odt, pdf: `{title, sections: [{heading, paragraphs, bullets, numbered, table}]}`, where
  `table` is `{header, rows}` and everything in a section may be left out;
- pptx: `{title, subtitle, slides: [{title, bullets, notes}]}`;
- xlsx: `{sheets: [{name, header, rows}]}`, a text that begins with `=` is a formula;
- png: `{picture, title, labels}`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from .palette import DEFAULT_COLOUR, HUB_COLOURS

__all__ = ["FORMATS", "HUB_COLOURS", "make_file"]

# Modules are named, not imported: five office libraries are slow to load for one file.
_MAKERS = {
    "docx": "word",
    "odt": "opendocument",
    "pdf": "portable",
    "pptx": "slides",
    "xlsx": "sheets",
    "png": "posters",
}
FORMATS = tuple(_MAKERS)


def make_file(
    fmt: str, content: Mapping, *, colour: str = DEFAULT_COLOUR, author: str = ""
) -> bytes:
    """Give the bytes of a file of format `fmt` with this content.

    `colour` is the key of the hub's colour, `author` goes to the file's properties. An unknown
    format or colour raises ValueError, a missing key KeyError: both are mistakes in the content.
    """
    if fmt not in _MAKERS:
        raise ValueError(f"Unknown format {fmt!r}; one of: {', '.join(FORMATS)}")
    make: Callable[..., bytes] = import_module(f".{_MAKERS[fmt]}", __package__).make
    return make(content, colour, author)
