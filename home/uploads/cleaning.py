"""Pictures as they are kept: upright, without the place where they were taken, in a kind that
every browser opens."""

import struct

from django.core.files.base import ContentFile
from PIL import Image

from . import pictures, types
from .drawing import DrawingFailedError, redraw_apart
from .metadata import strip

ORIENTATION = 0x0112
UPRIGHT = 1
STRIPPED = frozenset(["jpg", "png", "webp"])


def clean_picture(file, kind):
    """``(file, kind)`` of the picture to keep instead of ``file``, which passed the checks as
    ``kind``: HEIC becomes a JPEG, others lose what is hidden in them. What is clean already,
    and what is no picture, stays as it came. Raises ``ValidationError``."""
    if kind.extension not in STRIPPED | {"heic", "avif"}:
        return file, kind
    if _must_be_redrawn(file, kind):
        return _redrawn(file), types.JPEG
    if kind.extension not in STRIPPED:
        return file, kind
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        clean = strip(content, kind.extension)
    except (ValueError, IndexError, struct.error):
        return _redrawn(file), types.JPEG
    return (file, kind) if clean == content else (ContentFile(clean), kind)


def _must_be_redrawn(file, kind):
    """Whether the pixels must be touched: browsers do not open it, or it lies on its side."""
    if kind.extension == "heic":
        return True
    file.seek(0)
    try:
        with Image.open(file) as picture:
            # Not getexif(): for some kinds it unpacks the whole picture.
            hidden = picture.info.get("exif")
            if kind.extension == "avif":
                return bool(hidden or picture.info.get("xmp"))
            return bool(hidden) and _orientation(hidden) != UPRIGHT
    except pictures.DAMAGE as error:
        raise pictures.damaged() from error
    finally:
        file.seek(0)


def _orientation(hidden):
    exif = Image.Exif()
    try:
        exif.load(hidden)
        value = exif.get(ORIENTATION, UPRIGHT)
    except pictures.DAMAGE:
        return UPRIGHT
    return value if value in range(1, 9) else UPRIGHT


def _redrawn(file):
    try:
        return ContentFile(redraw_apart(file))
    except DrawingFailedError as error:
        raise pictures.damaged() from error
