"""Starts the reading process and takes what it found."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import limits
from .readers import READERS, read

ROOT = Path(__file__).resolve().parents[3]


class ExtractionFailedError(Exception):
    """The file could not be read: it is damaged, locked or too much for the limits."""


@dataclass(frozen=True)
class TextPart:
    """Text of one ``place`` of a file (a page, a slide, a sheet; empty: the whole)."""

    place: str
    text: str


def extract_text(file, extension):
    """``(parts, is_cut)``: the ``TextPart``s of ``file`` (anything with ``read`` and ``seek``)
    and whether some were left out for their length; ``None`` for kinds that hold no text.

    Raises ``ExtractionFailedError``.
    """
    if extension not in READERS:
        return None
    file.seek(0)
    with tempfile.NamedTemporaryFile(suffix=f".{extension}") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        found = _read_apart(copy.name, extension)
    return [TextPart(place, text) for place, text in found["parts"]], found["is_cut"]


def extract_own_text(file, extension):
    """The same of a file that this project itself has made: read here, at a tenth of the cost."""
    if extension not in READERS:
        return None
    file.seek(0)
    with tempfile.NamedTemporaryFile(suffix=f".{extension}") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        parts, is_cut = read(copy.name, extension)
    return [TextPart(place, text) for place, text in parts], is_cut


def _read_apart(path, extension):
    command = [sys.executable, "-m", __package__, extension, path]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=limits.MAX_SECONDS, check=True
        )
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise ExtractionFailedError("too slow") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ExtractionFailedError(reason[:200]) from error
    except ValueError as error:
        raise ExtractionFailedError("no answer") from error
