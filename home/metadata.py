"""What machines read about a page: search engines, messengers, feed readers."""

import json
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.text import Truncator

from .models import SiteSettings
from .navigation import get_breadcrumbs

DESCRIPTION_LENGTH = 200
MAX_DIGITS = 7
SOCIAL_IMAGE = "fill-1200x630|format-jpeg"
# As Django's own json_script: nothing in the data can close the element or open a comment.
JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class JsonForScript:
    """Data to stand within a ``script`` element: browsers do not decode entities there, so it
    is escaped in JSON's own way."""

    def __init__(self, data):
        self.data = data

    def __html__(self):
        return json.dumps(self.data, ensure_ascii=False, default=str).translate(JSON_ESCAPES)


@dataclass
class PageMeta:
    """Everything that ``home/meta.html`` shows."""

    title: str
    description: str
    canonical: str
    is_hidden: bool
    kind: str
    image: str
    json_ld: JsonForScript | None
    feeds: list = field(default_factory=list)


def absolute_url(request, path):
    """``path`` with the site's own host: the declared one, else the one that was asked."""
    if path.startswith(("http://", "https://")):
        return path
    root = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
    return f"{root.rstrip('/')}{path}"


def shorten(text):
    """``text`` as a description: plain, one line, not cut within a word."""
    plain = " ".join(strip_tags(text or "").split())
    return Truncator(plain).chars(DESCRIPTION_LENGTH)


def get_page_meta(context):
    """Metadata of the page or the view that ``context`` belongs to."""
    request = context["request"]
    site = SiteSettings.for_request(request)
    page = context.get("page")
    page = page if hasattr(page, "get_json_ld") else None
    # A hub answers at the addresses of its sections too: there the page is not the subject.
    is_whole_page = page is not None and not context.get("breadcrumbs_tail")
    title = _get_title(context, page, is_whole_page) or site.name
    described = page if is_whole_page else None
    canonical = absolute_url(request, request.path + _page_of_list(request))
    return PageMeta(
        title=title,
        description=shorten(
            context.get("description")
            or (described and described.get_meta_description())
            or (page and page.search_description)
            or site.tagline
        ),
        canonical=canonical,
        is_hidden=bool(context.get("noindex")),
        kind="article" if is_whole_page and page.depth > 2 else "website",
        image=_get_image_url(request, page, site),
        json_ld=_get_json_ld(context, described),
        feeds=context.get("feeds") or (page.get_feeds(request) if page else []),
    )


def _page_of_list(request):
    """Further pages of a list are pages of their own; its filters are not."""
    number = request.GET.get("page", "")
    # A number of thousands of digits is more than Python turns into one.
    is_further = number.isdecimal() and len(number) < MAX_DIGITS and int(number) > 1
    return f"?page={int(number)}" if is_further else ""


def _get_title(context, page, is_whole_page):
    title = context.get("meta_title") or ("" if is_whole_page else context.get("title"))
    if title and page is not None:
        return f"{title} — {page.title}"
    return title or (page.seo_title or page.title if page is not None else "")


def _get_image_url(request, page, site):
    """Address of the picture that messengers show; no query when there is none."""
    image = page.social_image if page is not None and page.social_image_id else site.social_image
    return absolute_url(request, image.get_rendition(SOCIAL_IMAGE).url) if image else ""


def _get_json_ld(context, page):
    """Data for search engines: the way to the page, and what it is."""
    request = context["request"]
    graph = []
    trail = get_breadcrumbs(context)
    if len(trail) > 1:
        graph.append(breadcrumb_list(request, trail))
    if entity := context.get("json_ld") or (page and page.get_json_ld(request)):
        graph.extend(entity if isinstance(entity, list) else [entity])
    return JsonForScript({"@context": "https://schema.org", "@graph": graph}) if graph else None


def breadcrumb_list(request, trail):
    """The way from the home page in schema.org's words."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(title),
                "item": absolute_url(request, url or request.path),
            }
            for position, (title, url) in enumerate(trail, start=1)
        ],
    }
