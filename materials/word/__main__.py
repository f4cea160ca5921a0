"""The reading process: ``python -m materials.word PATH FOLDER HEADING`` writes
``FOLDER/blocks.json`` and the pictures beside it. ``HEADING`` stands above footnotes."""

import json
import resource
import sys
from pathlib import Path

from . import limits
from .losses import count_lost
from .reading import read_document
from .tree import build_blocks


def main(path, folder, notes_heading):
    """Limit this process, read, build, write."""
    for kind, value in (
        (resource.RLIMIT_AS, limits.MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, limits.MAX_OUTPUT_BYTES),
    ):
        resource.setrlimit(kind, (value, value))
    sys.setrecursionlimit(5_000)
    source, found, words = read_document(path, folder)
    blocks = build_blocks(source, found, notes_heading)
    count_lost(words, blocks, found)
    result = {"blocks": blocks, "notes": dict(found)}
    (Path(folder) / "blocks.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
