"""What is drawn, and how. Each writes a picture and gives its width and height."""

import shutil
from pathlib import Path

from PIL import Image, ImageOps

from ..pictures import redraw
from . import limits


def draw_picture(source, result):
    """A small copy of a picture."""
    side = limits.PREVIEW_SIDE
    with Image.open(source) as picture:
        # A JPEG is read no larger than it is needed.
        picture.draft("RGB", (side, side))
        # Turned when it is small: a copy of the large one is spared.
        turned = picture.getexif().get(0x0112, 1)
        picture.thumbnail((side, side))
        small = picture.convert("RGBA" if _is_transparent(picture) else "RGB")
    exif = small.getexif()
    exif[0x0112] = turned
    return _save(ImageOps.exif_transpose(small), result)


def _is_transparent(picture):
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info


def draw_pdf(source, result):
    """The first page of a PDF. Forms are not filled and programs in it do not run."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    page = document[0]
    width, height = page.get_size()
    page_picture = page.render(
        scale=limits.PREVIEW_SIDE / max(width, height, 1), may_draw_forms=False
    ).to_pil()
    page_picture.thumbnail((limits.PREVIEW_SIDE, limits.PREVIEW_SIDE))
    return _save(page_picture.convert("RGB"), result)


def _save(picture, result):
    # A new picture: nothing that came with the old one is saved.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    clean.save(result, "WEBP", quality=80, method=4)
    return clean.size


def draw_anew(source, result):
    """The whole picture as a JPEG, upright and with nothing hidden in it."""
    with Path(source).open("rb") as file, Path(result).open("wb") as target:
        drawn = redraw(file, limits.REDRAWN_SIDE, quality=90)
        shutil.copyfileobj(drawn, target)
    return ()


DRAWERS = {"picture": draw_picture, "pdf": draw_pdf, "anew": draw_anew}
