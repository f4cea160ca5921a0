"""Whether a picture really opens, before anybody resizes it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from pillow_heif import register_heif_opener

from . import limits

register_heif_opener()


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
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise ValidationError(
            _("The picture is damaged and does not open. Save it anew and try again."),
            code="damaged",
        ) from error
    finally:
        file.seek(0)


def _too_many_pixels(width=None, height=None):
    size = f"{width} × {height}" if width else _("too many")
    return ValidationError(
        _("The picture has too many pixels (%(size)s). Make it smaller and try again."),
        code="too_many_pixels",
        params={"size": size},
    )
