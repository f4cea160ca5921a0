"""Pictures in messengers for pages that have no text to open with one."""

from .bodies import find_page
from .pictures import get_picture, pictures_of_pages


def load_illustrations():
    """Give the pages of the index their social image; one that is there stays."""
    for path, key in pictures_of_pages().items():
        page = find_page(path).specific
        if page.social_image is None:
            type(page).objects.filter(pk=page.pk).update(social_image=get_picture(key))
