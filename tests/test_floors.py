"""The floors: a module imports only from the floors below its own.

Read from the sources, so that an import inside a function, a relative one and one named by a
string are seen as well, and no application needs to be loaded.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# From the ground up. Apps of one floor do not know each other: they meet through hooks.
# `sections` and `community` stand for the modules beside their apps, which these share.
FLOORS = [
    ["home"],
    ["search"],
    ["subjects"],
    ["sections", "community"],
    [
        "materials",
        "sections.achievements",
        "sections.announcements",
        "sections.for_parents",
        "sections.instructions",
        "sections.official",
        "sections.useful_sites",
        "community.members",
    ],
    ["community.moderation"],
    ["community.discussions"],
    [
        "community.events",
        "community.letters",
        "community.notifications",
        "community.polls",
        "community.reports",
    ],
    ["demo", "config"],
]
FLOOR_OF = {app: number for number, apps in enumerate(FLOORS) for app in apps}
LABELS = {app.rpartition(".")[2]: app for app in FLOOR_OF}

# What is made for parents is composed of these two.
NEIGHBOURS = {
    ("sections.for_parents", "sections.announcements"),
    ("sections.for_parents", "sections.useful_sites"),
}

# Not part of the site: nothing of it may import them.
OUTSIDE = {"tests", "scripts"}

IMPORTERS = {"import_module", "import_string"}


def source_paths():
    """Every module of the site, of whatever folder it is."""
    for folder in sorted(ROOT.iterdir()):
        if folder.is_dir() and folder.name[0].isalpha() and folder.name not in OUTSIDE:
            yield from sorted(
                path for path in folder.rglob("*.py") if "node_modules" not in path.parts
            )


def module_of(path):
    """Dotted name of a source file: ``site/`` is on the path, so its packages begin below it."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts[1:] if parts[0] == "site" else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def app_of(module):
    """The app that a module belongs to; None for a library."""
    names = module.split(".")
    for length in range(len(names), 0, -1):
        app = ".".join(names[:length])
        if app in FLOOR_OF or app in OUTSIDE:
            return app
    return None


def absolute(node, module, is_package):
    """The full name of what ``from ... import`` takes from."""
    if not node.level:
        return node.module
    package = module.split(".") if is_package else module.split(".")[:-1]
    base = package[: len(package) - (node.level - 1)]
    return ".".join([*base, *([node.module] if node.module else [])])


def targets_of(node, module, is_package):
    """Names of the modules that one node of the syntax tree refers to."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = absolute(node, module, is_package)
        # `from sections import official` takes an app, `from home import blocks` a module.
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        if name in IMPORTERS:
            yield from (text for text in texts if isinstance(text, str))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # "members.User": a model named by its label.
        label, _, model = node.value.partition(".")
        if label in LABELS and model.isidentifier() and model[0].isupper():
            yield f"{LABELS[label]}.{model}"


def may_import(importer, target):
    if target in OUTSIDE:
        return False
    return (
        importer == target
        or FLOOR_OF[target] < FLOOR_OF[importer]
        or (importer, target) in NEIGHBOURS
    )


def arrows_up(source, module, is_package=False):
    """The imports of a module that do not go down: (line, name)."""
    importer = app_of(module)
    for node in ast.walk(ast.parse(source)):
        for name in targets_of(node, module, is_package):
            target = app_of(name)
            if target and not may_import(importer, target):
                yield node.lineno, name


def test_every_module_has_a_floor():
    strangers = [
        str(path.relative_to(ROOT)) for path in source_paths() if not app_of(module_of(path))
    ]
    assert strangers == [], "name the new app in FLOORS"


def test_every_import_goes_down():
    faults = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in source_paths()
        for line, name in arrows_up(
            path.read_text(encoding="utf-8"), module_of(path), path.name == "__init__.py"
        )
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("home.models.pages", "import subjects"),
        ("home.models.pages", "import search.sources"),
        ("search.sources", "from subjects import plugins"),
        ("subjects.models", "from materials.models import Material"),
        ("subjects.models", "def late():\n    from sections.official import models"),
        ("sections.official.models", "from ..announcements.models import AnnouncementPage"),
        ("sections.official.models", "from sections import announcements"),
        ("sections.announcements.models", "from sections.for_parents.models import ForParentsPage"),
        ("sections.official.models", "import materials"),
        ("materials.models", "from community.members.models import User"),
        ("materials.models", 'owner = ForeignKey("members.User", on_delete=CASCADE)'),
        ("community.members.models", "import community.discussions.models"),
        ("community.polls.models", "import community.events"),
        ("subjects.models", 'import_string("materials.models.Material")'),
        ("home.views", "import demo"),
        ("home.views", "from config import urls"),
        ("demo.content", "from tests import factories"),
    ],
)
def test_an_arrow_up_or_sideways_is_seen(module, source):
    assert list(arrows_up(source, module))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("home.models.pages", "from .media import SiteImage\nfrom wagtail.models import Page"),
        ("subjects.models", "from home.models import BasePage\nimport search.index"),
        ("sections.for_parents.models", "from ..announcements.models import AnnouncementPage"),
        ("sections.official.models", "from sections.audience import Audience"),
        ("materials.models", 'hub = ForeignKey("subjects.HubPage", on_delete=PROTECT)'),
        ("materials.models", "owner = ForeignKey(settings.AUTH_USER_MODEL, on_delete=SET_NULL)"),
        ("community.discussions.models", "from community.moderation import verdicts"),
        ("community.events.models", "from materials.models import Material"),
        ("demo.content", "from sections.for_parents.models import ForParentsPage"),
        ("config.urls", "from home import views"),
    ],
)
def test_what_goes_down_is_allowed(module, source):
    assert list(arrows_up(source, module)) == []
