"""Pictures drawn for the demo, as images of the site."""

from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.models import Collection

from demo.drawing import draw_diploma
from demo.texts import PICTURES, picture_texts
from home.models import SiteImage


def pictures_of_pages():
    """Keys of the pictures by the addresses of the pages that the index gives them to."""
    return {path: key for key, entry in picture_texts().items() for path in entry.get("pages", [])}


def get_picture(key, collection=None):
    """The image with this ``key`` of the index, stored at its first use."""
    entry = picture_texts()[key]
    image = SiteImage.objects.filter(title=entry["title"]).first()
    if image is not None:
        return image
    with (PICTURES / entry["file"]).open("rb") as file:
        return _store(file, entry["file"], entry["title"], entry["alt"], collection)


def get_diploma(award, collection=None):
    """The scan of the diploma of this ``award`` of the register, drawn at its first use."""
    title = f"{award['who']}: {award['what']}"
    image = SiteImage.objects.filter(title=title).first()
    if image is not None:
        return image
    return _store(BytesIO(draw_diploma(award)), "diploma.webp", title, title, collection)


def _store(file, name, title, description, collection):
    return SiteImage.objects.create(
        title=title,
        description=description,
        collection=collection or Collection.get_first_root_node(),
        file=ImageFile(file, name=name),
    )
