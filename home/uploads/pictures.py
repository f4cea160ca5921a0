"""Whether a picture really opens, before anybody resizes it; pictures drawn anew."""

import struct
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from . import limits

register_heif_opener()

# All that Pillow and the decoders below it raise on a picture that somebody bent on purpose.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    EOFError,
    Image.DecompressionBombError,
    LookupError,
    OSError,
    RuntimeError,
    struct.error,
    SyntaxError,
    TypeError,
    ValueError,
)


def check_picture(file):
    """Raises ``ValidationError`` when the picture is damaged or has too many pixels."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            width, height = picture.size
            if width * height > limits.MAX_PIXELS:
                raise _too_many_pixels(width, height)
            picture.verify()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except DAMAGE as error:
        raise damaged() from error
    finally:
        file.seek(0)


def redraw(file, max_side, quality=85):
    """``file``, a picture that passed ``check_picture``, as a JPEG with sides up to
    ``max_side``: what was hidden in it (place, device, remarks) is gone, and it opens
    everywhere. Raises ``ValidationError`` when its pixels are damaged."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            # A JPEG is read no larger than it is needed.
            picture.draft("RGB", (max_side, max_side))
            drawn = ImageOps.exif_transpose(picture)
            if drawn.mode in {"1", "P"}:
                # Between two colours of a palette there is none to shrink to.
                drawn = _on_white(drawn)
            drawn.thumbnail((max_side, max_side))
            drawn = _on_white(drawn)
    except DAMAGE as error:
        raise damaged() from error
    result = BytesIO()
    # A new picture: nothing that came with the old one is saved.
    clean = Image.new("RGB", drawn.size)
    clean.paste(drawn)
    clean.save(result, "JPEG", quality=quality, optimize=True)
    result.seek(0)
    return result


def _on_white(picture):
    """``picture`` without transparency."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("RGB")
    return picture.convert("RGB")


def damaged():
    """The error for a picture that does not open."""
    return ValidationError(
        _("The picture is damaged and does not open. Save it anew and try again."),
        code="damaged",
    )


def _too_many_pixels(width=None, height=None):
    """The error for a picture that is too large; its size is unknown when it was not opened."""
    words = _("The picture has too many pixels. Make it smaller and try again.")
    if width:
        words = _("The picture has too many pixels (%(size)s). Make it smaller and try again.")
    return ValidationError(words, code="too_many_pixels", params={"size": f"{width} × {height}"})
