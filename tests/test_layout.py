"""The layout that the paths and the tools rely on."""

import importlib
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".git", ".venv", "node_modules", "var"}


def project_files(pattern):
    """Files of the project by name, without what is installed or written at run time."""
    for path in sorted(ROOT.rglob(pattern)):
        if not SKIPPED.intersection(path.relative_to(ROOT).parts):
            yield path


def test_site_is_no_package():
    assert (ROOT / "site" / "config" / "__init__.py").exists()
    assert not (ROOT / "site" / "__init__.py").exists()


def test_pythons_own_module_site_is_still_itself():
    library = Path(sysconfig.get_path("stdlib")) / "site.py"
    assert Path(importlib.import_module("site").__file__).samefile(library)
    found = subprocess.run(
        [sys.executable, "-c", "import site; print(site.__file__)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(found.stdout.strip()).samefile(library)


def test_site_is_put_on_the_path_in_the_declared_places_only():
    places = {
        str(path.relative_to(ROOT))
        for path in project_files("*.py")
        if "sys.path.insert" in path.read_text(encoding="utf-8")
    }
    places.discard("tests/test_layout.py")
    assert places == {"manage.py", "gunicorn.conf.py"}


def test_no_ignore_file_hides_site():
    """A common template for ignore files has ``/site``, and git would drop the settings."""
    hiding = [
        str(path.relative_to(ROOT))
        for path in project_files(".*ignore")
        if "/site" in path.read_text(encoding="utf-8")
    ]
    assert hiding == []


def test_every_folder_of_tests_is_a_package():
    """Without its ``__init__.py`` a folder like ``tests/home`` shadows the app ``home``."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    bare = [str(path.relative_to(ROOT)) for path in folders if not (path / "__init__.py").exists()]
    assert bare == []
