"""Pictures of the main pages for the README: ``make shots`` writes them to docs/pictures/."""

import os
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from .browser import CONTEXT, launch_arguments
from .pages import find_pages
from .server import ROOT, demo_site, prepare

PICTURES = ROOT / "docs" / "pictures"

# What is shown, and how wide and high the window is.
SHOTS = {
    "home-1280": ("home", 1280, 1600),
    "home-360": ("home", 360, 800),
    "hub-1280": ("hub", 1280, 1600),
    "hub-360": ("hub", 360, 800),
    "materials-1280": ("materials", 1280, 1000),
    "material-1280": ("material", 1280, 1000),
    "for-parents-360": ("for parents", 360, 800),
    "official-1280": ("official", 1280, 1000),
    "achievements-1280": ("achievements", 1280, 1000),
}


def save(png, path):
    """Write a picture of few bytes: a palette is enough for a page."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(256)
    picture.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


def take(address):
    with sync_playwright() as playwright:
        request = playwright.request.new_context(base_url=address)
        pages = find_pages(request)
        browser = playwright.chromium.launch(**launch_arguments())
        for name, (page_name, width, height) in SHOTS.items():
            viewport = {"width": width, "height": height}
            page = browser.new_page(base_url=address, viewport=viewport, **CONTEXT)
            page.goto(pages[page_name], wait_until="networkidle")
            save(page.screenshot(), PICTURES / f"{name}.png")
            page.close()
        browser.close()


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="methodhub-shots-") as folder:
        if running := os.environ.get("E2E_URL"):
            take(running)
            return
        var_dir = Path(os.environ.get("E2E_VAR_DIR") or folder)
        prepare(var_dir)
        with demo_site(var_dir) as address:
            take(address)


if __name__ == "__main__":
    try:
        main()
    except LookupError as error:
        sys.exit(str(error))
