"""Draw the pictures of the demo anew from their SVG sources.

    python demo/pictures/render.py [part of a path, ...]

Without arguments it draws all that `src` holds. It needs the developers' requirements (Playwright
and a Chromium); the site needs only what is drawn. The colours are flat, so that few of them and a
compression without losses give sharp pictures of 15-80 KB.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parent
SOURCES = PICTURES / "src"
FONTS = PICTURES.parent / "fonts"
WEIGHTS = {400: "Regular", 700: "Bold", 900: "Black"}
COLOURS = 192


def main(parts: list[str]) -> None:
    """Draw the sources whose path has one of the parts, or all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page()
        # A page of the disk may load the fonts beside it; one given as text may not.
        page.goto((SOURCES / "blank.html").as_uri())
        for source in sorted(SOURCES.rglob("*.svg")):
            name = source.relative_to(SOURCES).with_suffix(".webp")
            if not parts or any(part in str(name) for part in parts):
                draw(page, source, PICTURES / name)
        browser.close()


def draw(page: Page, source: Path, target: Path) -> None:
    """Draw one source; a motif keeps its transparent ground."""
    faces = "".join(
        f"@font-face{{font-family:'Golos Text';font-weight:{weight};"
        f"src:url('{(FONTS / f'GolosText-{name}.ttf').as_uri()}')}}"
        for weight, name in WEIGHTS.items()
    )
    ground = "*{margin:0}svg{display:block}html,body{background:transparent}"
    page.evaluate(
        "([style, svg]) => {"
        "document.head.innerHTML = `<style>${style}</style>`; document.body.innerHTML = svg;"
        "return document.fonts.ready.then(() => null) }",
        [faces + ground, source.read_text(encoding="utf-8")],
    )
    shot = page.locator("svg").screenshot(omit_background=True)
    target.parent.mkdir(exist_ok=True)
    with Image.open(BytesIO(shot)) as picture:
        reduce_colours(picture).save(target, "WEBP", lossless=True, quality=100, method=6)


def reduce_colours(picture: Image.Image) -> Image.Image:
    """The same picture in few colours, transparent only where it was."""
    if picture.convert("RGBA").getextrema()[3][0] == 255:
        few = picture.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=4, dither=Image.Dither.NONE
        )
        return few.convert("RGB")
    few = picture.convert("RGBA").quantize(
        COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    return few.convert("RGBA")


if __name__ == "__main__":
    main(sys.argv[1:])
