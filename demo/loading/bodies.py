"""From the texts' simple blocks to what StreamFields store."""

import re
from html import escape

from django.contrib.auth import get_user_model
from wagtail.models import Page

from .pictures import get_picture, pictures_of_pages

HREF = re.compile(r'href="(page|view):([^"]*)"')


def find_page(path):
    """The page at ``path`` below the home page ("subjects/mathematics").

    Raises ``LookupError`` when there is none: a mistake in the texts.
    """
    home_path = Page.objects.get(depth=2, sites_rooted_here__is_default_site=True).url_path
    page = Page.objects.filter(url_path=f"{home_path}{path.strip('/')}/".replace("//", "/")).first()
    if page is None:
        raise LookupError(f"The texts link to {path!r}, which is not there")
    return page


def page_path(page):
    """The address of a page below the home page, as the texts write it."""
    return "/".join(page.url_path.strip("/").split("/")[1:])


def link(address):
    """Fields of a link block for an ``address`` of the texts."""
    if address.startswith("page:"):
        return {"page": find_page(address.removeprefix("page:")).pk, "url": ""}
    return {"page": None, "url": address.removeprefix("view:")}


def rich_text(html):
    """Stored form of a rich text whose links are written as in the texts."""

    def replace(match):
        kind, address = match.groups()
        if kind == "view":
            return f'href="{address}"'
        return f'linktype="page" id="{find_page(address).pk}"'

    return HREF.sub(replace, html)


def paragraph(text):
    return f"<p>{escape(text, quote=False)}</p>"


def _people(usernames):
    people = get_user_model().objects.in_bulk(usernames, field_name="username")
    return [{"person": people[username].pk, "role": ""} for username in usernames]


def _value(block):
    match block["type"]:
        case "text":
            return rich_text(block["html"])
        case "heading":
            return {"text": block["text"], "level": "h2"}
        case "quote":
            return {"text": block["text"], "source": block.get("source") or ""}
        case "notice":
            return {"title": "", "text": block["text"], "tone": block["tone"]}
        case "steps":
            return {
                "items": [
                    {"title": item["title"], "text": paragraph(item["text"])}
                    for item in block["items"]
                ]
            }
        case "table":
            return {
                "data": [block["header"], *[[str(cell) for cell in row] for row in block["rows"]]],
                "cell": [],
                "mergeCells": [],
                "table_header_choice": "row",
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "table_caption": block.get("caption") or "",
            }
        case "accordion":
            return {
                "items": [
                    {"title": item["title"], "text": rich_text(item["html"])}
                    for item in block["items"]
                ]
            }
        case "link_list":
            return {
                "title": block.get("title") or "",
                "items": [
                    {"title": item["title"], "note": item.get("note") or "", **link(item["url"])}
                    for item in block["items"]
                ],
            }
        case "people":
            return {"title": "", "items": _people(block["items"])}
        case "video" | "exercise":
            return {"title": block["title"], "url": block["url"]}
        case "button":
            return {"title": block["text"], "style": "primary", **link(block["url"])}
    raise ValueError(f"The texts have a block of unknown type {block['type']!r}")


def raw_blocks(blocks):
    """Raw data of a StreamField for ``blocks`` of the texts."""
    return [{"type": block["type"], "value": _value(block)} for block in blocks or []]


def set_stream(page, field, stream):
    """Give a page the raw ``stream`` and publish it under the date that it had."""
    published = page.last_published_at
    setattr(page, field, stream)
    revision = page.save_revision(clean=False)
    if page.live:
        revision.publish()
        type(page).objects.filter(pk=page.pk).update(last_published_at=published)


def picture_block(image):
    """Raw block with a picture as wide as the text."""
    value = {"image": image.pk, "alt_text": image.description, "decorative": False}
    return {"type": "image", "value": {"image": value, "caption": "", "width": "text"}}


def set_body(page, blocks):
    """Fill an empty body of a page, with the picture that the index of pictures gives it
    first; a body that is there stays."""
    if page.body or not blocks:
        return
    stream = raw_blocks(blocks)
    key = pictures_of_pages().get(page_path(page))
    if key:
        page.social_image = get_picture(key)
        stream.insert(0, picture_block(page.social_image))
    set_stream(page, "body", stream)
