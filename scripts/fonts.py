#!/usr/bin/env python3
"""Take the site's font from the npm package and teach it two characters of Russian typesetting.

    npm pack @fontsource-variable/golos-text && tar -xzf fontsource-variable-golos-text-*.tgz
    python scripts/fonts.py package

Needs fonttools and brotli. Golos Text has no non-breaking hyphen (U+2011, «8‑х классов»)
and no narrow non-breaking space (U+202F, «№ 5», «Н. П. Рябинина»); a browser would borrow
them from another font, so that the hyphen looks foreign. Both are mapped to the font's own
hyphen and thin space. The licence (OFL, no reserved name) allows it.
"""

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "static" / "fonts"
SUBSETS = ["cyrillic", "cyrillic-ext", "latin"]
ADDED = {0x2011: 0x002D, 0x202F: 0x2009}


def add_characters(font):
    """Map each added character to the glyph of the one that looks the same."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({new: table.cmap[old] for new, old in ADDED.items()})


def main(package):
    """Write the subsets and the licence to ``static/fonts``."""
    TARGET.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "LICENSE", TARGET / "LICENSE")
    for subset in SUBSETS:
        font = TTFont(package / "files" / f"golos-text-{subset}-wght-normal.woff2")
        if subset == "latin":
            add_characters(font)
        font.flavor = "woff2"
        font.save(TARGET / f"golos-text-{subset}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
