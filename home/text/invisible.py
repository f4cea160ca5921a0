"""Signs that nobody sees: with them words look empty, run backwards, or pass by a list."""

import re
import unicodedata

# Control signs, soft hyphens, spaces of no width, and what turns the direction of a line. What
# joins the parts of an emoji stays.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Letters by their kind, and empty to the eye.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def drop_invisible(text):
    """``text`` without signs that nobody sees; lines and tabs stay."""
    return HIDDEN.sub("", text)


def says_something(text):
    """Whether there is anything in ``text`` that can be seen."""
    return any(unicodedata.category(sign)[0] not in "CZM" and sign not in BLANK for sign in text)


def one_line(text):
    """``text`` in one line, with single spaces; empty when there is nothing to be seen in it."""
    line = " ".join(drop_invisible(text).split())
    return line if says_something(line) else ""
