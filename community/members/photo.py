"""A person's photo: cut square, drawn anew, under a name that tells nothing.

A picture out of a telephone says where and when it was taken; nothing of that is kept.
"""

import uuid
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.images import get_image_model
from wagtail.models import Collection

from home.uploads import check_upload, limits
from home.uploads.pictures import DAMAGE

EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "gif"]
MAX_BYTES = 15 * limits.MEGABYTE
SIDE = 640
# Less than this is a smudge on the person's page.
MIN_SIDE = 100
QUALITY = 85


def check_photo(file):
    """Raises ``ValidationError`` unless ``file`` is a picture that can be a face."""
    check_upload(file, allowed=EXTENSIONS, max_size=MAX_BYTES)


def cut_square(file, crop=None):
    """``file``, which passed ``check_photo``, as a square WebP of at most ``SIDE`` pixels.

    ``crop`` is ``(left, top, side)`` in pixels of the upright picture; what leaves the picture
    is brought back into it. Without it, the middle.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            upright = ImageOps.exif_transpose(picture)
            box = _fit(crop, *upright.size)
            square = upright.crop(box).convert("RGBA")
    except DAMAGE as error:
        raise ValidationError(
            _("The picture is damaged and does not open. Save it anew and try again."),
            code="damaged",
        ) from error
    square.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    # Drawn onto a new canvas: whatever else came with the file stays behind.
    canvas = Image.new("RGB", square.size, "white")
    canvas.paste(square, mask=square.getchannel("A"))
    drawn = BytesIO()
    canvas.save(drawn, "WEBP", quality=QUALITY, method=4)
    return drawn.getvalue()


def _fit(crop, width, height):
    """The square of ``crop`` within a picture of that size."""
    shorter = min(width, height)
    if shorter < MIN_SIDE:
        raise ValidationError(
            _("The picture is too small: %(width)s × %(height)s. At least %(min)s × %(min)s."),
            code="too_small",
            params={"width": width, "height": height, "min": MIN_SIDE},
        )
    if crop is None:
        side = shorter
        left, top = (width - side) // 2, (height - side) // 2
    else:
        left, top, side = crop
        side = max(MIN_SIDE, min(side, shorter))
    left = max(0, min(left, width - side))
    top = max(0, min(top, height - side))
    return (left, top, left + side, top + side)


def photo_collection():
    """The collection of members' photos; only editors of the whole site reach it."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Photos of members")
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=name).first()
    return found or root.add_child(name=name)


def save_photo(content):
    """A new picture of the site from what ``cut_square`` drew."""
    image = get_image_model()(
        # Titles are read aloud and listed in the admin: this one names nobody.
        title=_("Photo of a member"),
        collection=photo_collection(),
        file=ImageFile(BytesIO(content), name=f"{uuid.uuid4().hex}.webp"),
        file_size=len(content),
    )
    image.save()
    return image


def drop_photo(image):
    """Delete a photo that a person gave herself, with all its sizes. A picture that staff chose
    from the site's own may stand elsewhere as well and stays."""
    if image is None or image.collection_id != photo_collection().pk:
        return
    with transaction.atomic():
        image.delete()
