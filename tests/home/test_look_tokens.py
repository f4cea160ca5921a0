"""The palette keeps its promises: contrast of every pair of colours that meet (WCAG 2.2 AA)."""

import re

import pytest
from django.conf import settings

SOURCE = (settings.BASE_DIR / "static/css/tokens.css").read_text("utf-8")
SOURCE = re.sub(r"/\*.*?\*/", "", SOURCE, flags=re.DOTALL)
TEXT, LARGE_OR_LINE = 4.5, 3


def declarations(selector, source=SOURCE, nth=0):
    """Custom properties of the ``nth`` rule with ``selector``, spaces around it ignored."""
    rules = re.findall(re.escape(selector) + r"\s*\{([^{}]*)\}", source)
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", rules[nth]))


LIGHT = declarations(":root")
DARK = LIGHT | declarations(':root[data-theme="dark"]')
CONTRAST = LIGHT | declarations(':root[data-theme="contrast"] [class*="hub-colour-"]')
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
HUB_COLOURS = re.findall(r"\.hub-colour-([\w]+)", SOURCE)

PAIRS = [
    ("--ink", "--paper", TEXT),
    ("--ink", "--surface", TEXT),
    ("--ink", "--sunken", TEXT),
    ("--ink-soft", "--paper", TEXT),
    ("--ink-soft", "--surface", TEXT),
    ("--ink-soft", "--sunken", TEXT),
    ("--accent", "--paper", TEXT),
    ("--accent", "--surface", TEXT),
    ("--accent", "--accent-soft", TEXT),
    ("--accent-deep", "--accent-soft", TEXT),
    ("--accent-deep", "--paper", TEXT),
    ("--on-accent", "--accent", TEXT),
    ("--on-accent", "--accent-deep", TEXT),
    ("--ok", "--ok-soft", TEXT),
    ("--warn", "--warn-soft", TEXT),
    ("--bad", "--bad-soft", TEXT),
    ("--info", "--info-soft", TEXT),
    ("--bad", "--surface", TEXT),
    ("--bad", "--paper", TEXT),
    ("--ink", "--ok-soft", TEXT),
    ("--ink", "--warn-soft", TEXT),
    ("--ink", "--bad-soft", TEXT),
    ("--ink", "--info-soft", TEXT),
    ("--mark-ink", "--mark", TEXT),
    ("--label-ink", "--label", TEXT),
    ("--label-soft", "--label", TEXT),
    ("--line-strong", "--surface", LARGE_OR_LINE),
    ("--line-strong", "--paper", LARGE_OR_LINE),
    ("--focus", "--paper", LARGE_OR_LINE),
    ("--focus", "--surface", LARGE_OR_LINE),
    ("--margin-line", "--surface", LARGE_OR_LINE),
]


def luminance(colour):
    """Relative luminance of ``#rgb`` or ``#rrggbb``."""
    digits = colour.strip().lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio of two colours."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(theme, ink, ground, least):
    tokens = THEMES[theme]
    assert contrast(tokens[ink], tokens[ground]) >= least


@pytest.mark.parametrize("colour", HUB_COLOURS)
def test_a_hubs_colour_carries_text_in_both_themes(colour):
    hub = declarations(f".hub-colour-{colour}")
    for ground in ["#fff", LIGHT["--paper"], LIGHT["--surface"], hub["--hub-light-soft"]]:
        assert contrast(hub["--hub-light"], ground) >= TEXT
    assert contrast(DARK["--on-cover"], hub["--hub-dark"]) >= TEXT
    for ground in [DARK["--paper"], DARK["--surface"], hub["--hub-dark-soft"]]:
        assert contrast(hub["--hub-dark-ink"], ground) >= TEXT


def test_covers_weigh_alike():
    covers = [declarations(f".hub-colour-{colour}")["--hub-light"] for colour in HUB_COLOURS]
    ratios = [contrast("#fff", cover) for cover in covers]
    assert len(ratios) == 10
    assert max(ratios) - min(ratios) < 0.7


def test_the_device_and_the_reader_get_the_same_blackboard():
    assert declarations(':root[data-theme="dark"]') == declarations(':root[data-theme="auto"]')
    hub = ':root[data-theme="{}"] [class*="hub-colour-"]'
    assert declarations(hub.format("dark")) == declarations(hub.format("auto"))
