"""Pictures drawn for the demo, as images of the site."""

from django.core.files.images import ImageFile
from wagtail.models import Collection

from demo.texts import PICTURES, picture_texts
from home.models import SiteImage


def get_picture(key, collection=None):
    """The image with this ``key`` of the index, stored at its first use."""
    entry = picture_texts()[key]
    image = SiteImage.objects.filter(title=entry["title"]).first()
    if image is not None:
        return image
    with (PICTURES / entry["file"]).open("rb") as file:
        image = SiteImage(
            title=entry["title"],
            description=entry["alt"],
            collection=collection or Collection.get_first_root_node(),
        )
        image.file.save(entry["file"], ImageFile(file), save=False)
        image.save()
    return image

