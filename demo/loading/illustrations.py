"""The drawn pictures, put where the index of pictures wants them."""

from demo.texts import picture_texts

from .bodies import find_page, set_stream
from .pictures import get_picture


def load_illustrations():
    """Open the pages with their pictures; a page that has a social image already is left alone."""
    for key, entry in picture_texts().items():
        for path in entry.get("pages", []):
            page = find_page(path).specific
            if page.social_image is None:
                _illustrate(page, get_picture(key))


def _illustrate(page, image):
    page.social_image = image
    body = list(page.body.raw_data) if getattr(page, "body", None) else []
    if body:
        body.insert(0, _picture_block(image))
        set_stream(page, "body", body)
    else:
        type(page).objects.filter(pk=page.pk).update(social_image=image)


def _picture_block(image):
    return {
        "type": "image",
        "value": {
            "image": {"image": image.pk, "decorative": False, "alt_text": image.description},
            "caption": "",
            "width": "text",
        },
    }
