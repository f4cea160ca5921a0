"""Names of uploaded files, made harmless for disks, archives and readers' screens."""

import re
import unicodedata
from pathlib import PurePosixPath

# Letters that no file system of a reader's computer takes in a name.
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
MAX_CHARACTERS = 150
# Disks count bytes (255 a name), and a Cyrillic letter takes two of them.
MAX_BYTES = 240


def safe_name(name, fallback="file"):
    """``name`` without folders, control and direction marks, and not too long for a disk.

    Cyrillic stays; the extension stays whole. A name of which nothing is left becomes
    ``fallback``.
    """
    name = unicodedata.normalize("NFC", str(name).replace("\\", "/")).rsplit("/", 1)[-1]
    # "Cf" are invisible marks: one of them shows «fdp.exe» as «exe.pdf».
    name = "".join(char for char in name if unicodedata.category(char) not in {"Cf", "Cs", "Co"})
    name = FORBIDDEN.sub(" ", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    stem, extension = split_extension(name)
    stem = stem.strip(" .") or fallback
    if RESERVED.match(stem):
        stem = f"{stem}_"
    suffix = f".{extension}" if extension else ""
    return f"{_shorten(stem, suffix)}{suffix}"


def split_extension(name):
    """``name`` parted into what is before the last dot and what is after it, in small letters."""
    path = PurePosixPath(name)
    suffix = path.suffix[1:]
    if not suffix or len(suffix) > 10 or not suffix.isalnum():
        return name, ""
    return name[: -len(suffix) - 1], suffix.lower()


def _shorten(stem, suffix):
    """As much of ``stem`` as fits beside ``suffix``, never half a letter."""
    stem = stem[: MAX_CHARACTERS - len(suffix)]
    room = MAX_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .")
