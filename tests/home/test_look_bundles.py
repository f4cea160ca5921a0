"""Bundles: one style sheet, one script and one sheet of drawings out of many parts."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib.staticfiles import finders
from django.core.management import call_command

from home.staticfiles import BUNDLES, BundleFinder


@pytest.fixture
def finder(tmp_path, settings):
    """A finder over a small source tree of its own."""
    source = tmp_path / "static"
    for name, text in {
        "css/tokens.css": '/* why */\n:root { --a: url("../fonts/a.woff2"); }',
        "css/base.css": "body { margin: 0; }",
        "css/layout.css": ".wrap { width: 1px; }",
        "css/utilities.css": ".soft { color: red; }",
        "css/components/b.css": ".b { top: 0; }",
        "css/components/a.css": ".a { top: 0; }",
        "js/b.js": "const one = 2;",
        "js/a.js": "const one = 1;",
        "img/patterns/x.svg": '<svg viewBox="0 0 3 2"><path d="M0 0"/></svg>',
    }.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8")
    settings.STATICFILES_DIRS = [source]
    settings.VAR_DIR = tmp_path / "var"
    return BundleFinder()


def read(path):
    return Path(path).read_text(encoding="utf-8")


def test_layers_come_in_order_without_comments(finder):
    css = read(finder.find("css/site.css"))
    assert css.startswith("@layer tokens, base, layout, components, utilities;")
    assert re.findall(r"@layer (\w+) \{", css) == [
        "tokens",
        "base",
        "layout",
        "components",
        "utilities",
    ]
    assert css.index(".a {") < css.index(".b {")
    assert "why" not in css


def test_scripts_do_not_share_names(finder):
    script = read(finder.find("js/site.js"))
    assert script.index("one = 1") < script.index("one = 2")
    assert script.count("{\nconst one") == 2


def test_drawings_become_symbols(finder):
    sprite = read(finder.find("img/patterns.svg"))
    assert '<symbol id="x" viewBox="0 0 3 2"' in sprite
    assert sprite.count("<svg") == 1


def test_a_changed_part_is_seen_and_an_unchanged_one_costs_nothing(finder):
    path = finder.find("css/site.css")
    made = Path(path).stat().st_mtime_ns
    finder.find("css/site.css")
    assert Path(path).stat().st_mtime_ns == made
    part = finder.source / "css/base.css"
    part.write_text("body { margin: 9px; }", encoding="utf-8")
    later = Path(path).stat().st_mtime + 5
    os.utime(part, (later, later))
    assert "margin: 9px" in read(finder.find("css/site.css"))


def test_other_files_are_left_to_other_finders(finder):
    assert finder.find("css/base.css") is None
    assert finder.find("css/base.css", find_all=True) == []
    assert finder.find("css/site.css", find_all=True) == [finder.find("css/site.css")]


def test_collectstatic_takes_the_bundles_and_hashes_what_they_name(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = [
        "home.staticfiles.BundleFinder",
        "django.contrib.staticfiles.finders.FileSystemFinder",
    ]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    finders.get_finder.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    for name in BUNDLES:
        assert (tmp_path / "static" / name).exists()
    hashed = [path.read_text("utf-8") for path in (tmp_path / "static/css").glob("site.*.css")]
    assert hashed
    assert all(re.search(r"golos-text-cyrillic\.[0-9a-f]+\.woff2", css) for css in hashed)


def test_only_the_tokens_name_files():
    # A part lies deeper than the bundle: its url() would lead astray.
    source = project.BASE_DIR / "static/css"
    parts = [path for path in source.rglob("*.css") if path.name != "tokens.css"]
    assert not [path.name for path in parts if "url(" in path.read_text("utf-8")]


def test_fonts_and_bundles_fit_the_budget():
    fonts = project.BASE_DIR / "static/fonts"
    always = ["golos-text-cyrillic.woff2", "golos-text-latin.woff2"]
    assert sum((fonts / name).stat().st_size for name in always) <= 65_000
