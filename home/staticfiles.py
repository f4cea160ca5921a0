"""Static files assembled from their parts, so that a component is one file in the source tree
and a page still asks for one style sheet, one script and one sheet of drawings.

The parts lie in the first of ``STATICFILES_DIRS``; a bundle is written anew under ``VAR_DIR``
whenever a part is newer, so ``runserver``, whitenoise and ``collectstatic`` all serve the same.
"""

import os
import re
import threading
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

LAYERS = {
    "tokens": "css/tokens.css",
    "base": "css/base.css",
    "layout": "css/layout.css",
    "components": "css/components/*.css",
    "utilities": "css/utilities.css",
}

# On each symbol: what a sprite's root says does not reach a <use> in another document.
STROKES = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'


def read(path):
    return path.read_text(encoding="utf-8").strip()


def build_css(source):
    """The style sheets in the order of their cascade layers, without comments."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer, pattern in LAYERS.items():
        rules = "\n".join(read(path) for path in sorted(source.glob(pattern)))
        rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
        rules = re.sub(r"\s*\n\s*", "\n", rules)
        parts.append(f"@layer {layer} {{\n{rules.strip()}\n}}")
    return "\n".join(parts)


def build_js(source):
    """The scripts one after another, each in a scope of its own."""
    scripts = [f"{{\n{read(path)}\n}}" for path in sorted(source.glob("js/*.js"))]
    return "\n".join(['"use strict";', *scripts])


def build_patterns(source):
    """The subjects' drawings as symbols of one sprite, named after their files."""
    symbols = []
    for path in sorted(source.glob("img/patterns/*.svg")):
        head = rf'<symbol id="{path.stem}" \1 preserveAspectRatio="xMaxYMid slice" {STROKES}>'
        symbol = re.sub(r"<svg[^>]*?(viewBox=\"[^\"]+\")[^>]*>", head, read(path))
        symbols.append(symbol.replace("</svg>", "</symbol>"))
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>"])


BUNDLES = {
    "css/site.css": (build_css, "css/**/*.css"),
    "js/site.js": (build_js, "js/*.js"),
    "img/patterns.svg": (build_patterns, "img/patterns/*.svg"),
}


class BundleFinder(BaseFinder):
    """Finds the bundles and builds them when they are asked for."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.source = Path(settings.STATICFILES_DIRS[0])
        self.target = Path(settings.VAR_DIR) / "bundles"
        self.storage = FileSystemStorage(location=self.target)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def build(self, name):
        """Path of the bundle ``name``, written anew if any of its parts changed."""
        builder, parts = BUNDLES[name]
        path = self.target / name
        newest = max(part.stat().st_mtime for part in [*self.source.glob(parts), Path(__file__)])
        # The folders too: a part that was taken away leaves no newer file behind.
        newest = max(newest, *(folder.stat().st_mtime for folder in self.source.rglob("*/")))
        if not path.exists() or path.stat().st_mtime <= newest:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Several workers may build at once: each writes its own draft.
            draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
            draft.write_text(builder(self.source) + "\n", encoding="utf-8")
            draft.replace(path)
        return str(path)

    def find(self, path, find_all=False):
        if path not in BUNDLES:
            return [] if find_all else None
        return [self.build(path)] if find_all else self.build(path)

    def list(self, ignore_patterns):
        for name in BUNDLES:
            self.build(name)
            yield name, self.storage
