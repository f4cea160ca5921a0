"""The hubs' colours as the file makers need them: one hex per key, and tints mixed from it.

The keys are those of `HubColour`; the values repeat `--hub-light` of `static/css/tokens.css`, so
that a file downloaded from a hub looks like the hub. A test compares them.
"""

from typing import NamedTuple

HUB_COLOURS = {
    "blue": "#2455b7",
    "red": "#af332b",
    "green": "#1b6d46",
    "purple": "#83479a",
    "olive": "#3e6b0e",
    "brown": "#87540e",
    "teal": "#036979",
    "magenta": "#a73173",
    "indigo": "#564aba",
    "slate": "#4a5c75",
}
DEFAULT_COLOUR = "blue"

INK = "#1a2234"
INK_SOFT = "#4f5a70"
PAPER = "#f7f6f1"
LINE = "#dcdfe6"
MARGIN = "#d5473f"
MARKER = "#fff1b8"
WHITE = "#ffffff"

RGB = tuple[int, int, int]


def rgb(colour: str) -> RGB:
    """`#rrggbb` as three numbers of 0-255."""
    digits = colour.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0-1) of `other` in it, as `#rrggbb`."""
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


class Palette(NamedTuple):
    """The colours of one file: the hub's own, darker for a spine, two tints for fills."""

    main: str
    dark: str
    tint: str
    pale: str


def get_palette(colour: str) -> Palette:
    """The palette of a hub's colour key; an unknown key is a mistake in the content."""
    try:
        main = HUB_COLOURS[colour]
    except KeyError:
        known = ", ".join(HUB_COLOURS)
        raise ValueError(f"Unknown colour {colour!r}; one of: {known}") from None
    return Palette(
        main=main,
        dark=mix(main, INK, 0.4),
        tint=mix(main, WHITE, 0.72),
        pale=mix(main, WHITE, 0.9),
    )
