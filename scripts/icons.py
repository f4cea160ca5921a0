#!/usr/bin/env python3
"""Build ``static/img/icons.svg``, the sprite of the icons that the site uses.

    npm pack @tabler/icons@3.51.0 && tar -xzf tabler-icons-3.51.0.tgz
    python scripts/icons.py package

To add an icon, write its Tabler name (https://tabler.io/icons) into ``NAMES``. ``HUBS`` gives
the small icon of each ``HubIcon``; the large drawing of the same name is in ``img/patterns``.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

NAMES = """
adjustments-horizontal alert-triangle archive arrow-left arrow-right award
at bell bold book books calendar calendar-event certificate chart-bar check chevron-down
chevron-left chevron-right circle-check circle-x clock contrast copy
device-gamepad device-laptop dots download edit external-link eye eyeglass
file file-certificate file-music file-off file-search file-text file-type-doc
file-type-pdf file-type-ppt file-type-xls file-zip filter flag folder heart
help-circle hierarchy-2 history home inbox info-circle italic language lifebuoy link link-off list
list-check list-details lock login logout mail map-pin medal menu-2 message-circle messages
mood-empty news notes
paperclip pencil phone photo photo-off pin player-play plus presentation printer puzzle
quote refresh report rss scale school search send settings shield-check speakerphone star
star-filled table tag trash trophy upload user user-circle user-plus users video world x
zoom-question
""".split()

HUBS = {
    "mathematics": "math-function",
    "russian": "pencil",
    "nature": "world",
    "literature": "feather",
    "biology": "plant-2",
    "history": "building-bank",
    "physics": "atom-2",
    "chemistry": "flask",
    "class-teachers": "users-group",
    "primary-school": "backpack",
    "generic": "notebook",
}

# On each symbol: what a sprite's root says does not reach a <use> in another document. The
# width of strokes is left to the style sheet.
STROKES = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'


def read_symbol(package, name, symbol_id):
    """The drawing ``name`` as a ``<symbol>``; outline icons only carry strokes."""
    folder, file_name = (
        ("filled", name.removesuffix("-filled")) if name.endswith("-filled") else ("outline", name)
    )
    source = (package / "icons" / folder / f"{file_name}.svg").read_text(encoding="utf-8")
    inside = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)[1]
    inside = re.sub(r"\s*\n\s*", "", inside).replace('" />', '"/>')
    paint = 'fill="currentColor"' if folder == "filled" else STROKES
    return f'<symbol id="{symbol_id}" viewBox="0 0 24 24" {paint}>{inside}</symbol>'


def main(package):
    """Write the sprite and keep the licence beside the other vendored ones."""
    wanted = {name: name for name in NAMES} | {f"hub-{key}": name for key, name in HUBS.items()}
    symbols = [read_symbol(package, name, symbol_id) for symbol_id, name in sorted(wanted.items())]
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    note = (
        "<!-- Tabler Icons 3.51.0, MIT: static/vendor/tabler-icons/LICENSE; by scripts/icons.py -->"
    )
    (ROOT / "static/img").mkdir(parents=True, exist_ok=True)
    (ROOT / "static/img/icons.svg").write_text(
        "\n".join([head, note, *symbols, "</svg>\n"]), encoding="utf-8"
    )
    licence = ROOT / "static/vendor/tabler-icons/LICENSE"
    licence.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "LICENSE", licence)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
