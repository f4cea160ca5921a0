"""Starts the drawing process and takes what it made."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import limits

ROOT = Path(__file__).resolve().parents[3]
# Kinds of files with a first page to show, and who draws it.
PREVIEWED = {"pdf": "pdf", **dict.fromkeys(["jpg", "png", "gif", "webp", "avif"], "picture")}


class DrawingFailedError(Exception):
    """The file could not be drawn: it is damaged, locked or too much for the limits."""


@dataclass(frozen=True)
class Preview:
    """A picture in WebP."""

    content: bytes
    width: int
    height: int


def draw_preview(file, extension):
    """The ``Preview`` of ``file`` (anything with ``read`` and ``seek``); ``None`` for kinds
    that have none. Raises ``DrawingFailedError``."""
    if extension not in PREVIEWED:
        return None
    content, answer = _draw_apart(file, PREVIEWED[extension])
    try:
        width, height = map(int, answer.split())
    except ValueError as error:
        raise DrawingFailedError("no answer") from error
    return Preview(content, width, height)


def draw_own_preview(file, extension):
    """The same of a file that this project itself has made: drawn here, at a tenth of the
    cost."""
    from .drawers import DRAWERS

    if extension not in PREVIEWED:
        return None
    file.seek(0)
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder) / "source", Path(folder) / "result"
        source.write_bytes(file.read())
        width, height = DRAWERS[PREVIEWED[extension]](source, result)
        return Preview(result.read_bytes(), width, height)


def redraw_apart(file):
    """``file``, a picture, as the bytes of a JPEG: see ``pictures.redraw``. Raises
    ``DrawingFailedError``."""
    return _draw_apart(file, "anew")[0]


def _draw_apart(file, what):
    file.seek(0)
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder) / "source", Path(folder) / "result"
        with source.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        file.seek(0)
        command = [sys.executable, "-m", __package__, what, str(source), str(result)]
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                # One thread: each takes a stack out of the limited memory.
                env={**os.environ, "OMP_NUM_THREADS": "1"},
                capture_output=True,
                timeout=limits.MAX_SECONDS,
                check=True,
            )
            return result.read_bytes(), done.stdout.decode()
        except subprocess.TimeoutExpired as error:
            raise DrawingFailedError("too slow") from error
        except subprocess.CalledProcessError as error:
            reason = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise DrawingFailedError(reason[:200]) from error
        except OSError as error:
            raise DrawingFailedError("no picture") from error
