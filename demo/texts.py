"""The texts of the demo: YAML files in ``demo/content``, each described at its top."""

from functools import cache
from pathlib import Path

import yaml

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"


@cache
def texts(name):
    """What ``demo/content/<name>.yaml`` holds."""
    return _read(CONTENT / f"{name}.yaml")


@cache
def material_texts():
    """All materials, each with the slug of its hub, which is its file's name."""
    materials = []
    for path in sorted((CONTENT / "materials").glob("*.yaml")):
        materials += [{**entry, "hub": path.stem} for entry in _read(path)]
    return materials


@cache
def picture_texts():
    """Titles and descriptions of the pictures, by key."""
    return _read(PICTURES / "index.yaml")


def _read(path):
    # The C loader where there is one: five times as quick on the materials.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, loader)
