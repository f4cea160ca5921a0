"""What stands behind an address of this site, so that a link to it can be read: its title, and
a card. Only what every visitor may read has one, whoever writes the link."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from materials.models import Material

from .models import Discussion, Post
from .targets import PageTarget

MAX_CARDS = 20
MATERIAL = re.compile(r"/materials/(\d{1,18})/(?:[^/]+/)?")
TOPIC = re.compile(r"/forum/(\d{1,18})/(?:[^/]+/)?")
POST = re.compile(r"/posts/(\d{1,18})/")
# Also the words that stand for a link: longer ones are cut.
MAX_TITLE = 200


@dataclass(frozen=True)
class Card:
    """``kind`` says what it is (nothing: only the words of the link are changed)."""

    url: str
    title: str
    kind: str = ""
    note: str = ""


def find_cards(addresses):
    """``{address: Card}`` of those of ``addresses`` that are known, in a fixed number of
    queries."""
    hosts = _own_hosts()
    paths = {}
    for address in sorted(addresses)[:MAX_CARDS]:
        path = _own_path(address, hosts)
        if path is not None:
            paths[address] = path
    cards = {}
    for find in (_find_materials, _find_topics, _find_posts):
        cards |= find({path for path in paths.values() if path not in cards})
    cards |= _find_pages({path for path in paths.values() if path not in cards})
    return {address: cards[path] for address, path in paths.items() if path in cards}


def _own_hosts():
    hosts = {urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc.lower()}
    for site in Site.objects.all():
        hosts |= {site.hostname.lower(), f"{site.hostname}:{site.port}".lower()}
    return hosts


def _own_path(address, hosts):
    """The path of an address of this site, ``None`` for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc and parts.netloc.lower() not in hosts:
        return None
    if parts.scheme not in {"", "http", "https"} or parts.query or not parts.path.startswith("/"):
        return None
    return unquote(parts.path)


def _numbers(pattern, paths):
    """``{path: number}`` of the paths that are like ``pattern``."""
    matches = {path: pattern.fullmatch(path) for path in paths}
    return {path: int(match[1]) for path, match in matches.items() if match}


def _find_materials(paths):
    numbers = _numbers(MATERIAL, paths)
    if not numbers:
        return {}
    found = Material.objects.published().select_related("hub").in_bulk(set(numbers.values()))
    return {
        path: Card(
            url=found[number].get_absolute_url(),
            title=found[number].title[:MAX_TITLE],
            kind=found[number].get_kind_display().capitalize(),
            note=found[number].hub.title,
        )
        for path, number in numbers.items()
        if number in found
    }


def _find_topics(paths):
    numbers = _numbers(TOPIC, paths)
    if not numbers:
        return {}
    topics = Discussion.objects.published().topics().select_related("board")
    found = topics.in_bulk(set(numbers.values()))
    return {
        path: Card(
            url=found[number].get_absolute_url(),
            title=found[number].title[:MAX_TITLE],
            kind=_("Topic of the forum"),
            note=found[number].board.title,
        )
        for path, number in numbers.items()
        if number in found
    }


def _find_posts(paths):
    """A post has no title; as the source of a quote it is called by its number."""
    numbers = _numbers(POST, paths)
    if not numbers:
        return {}
    found = Post.objects.visible_to(AnonymousUser()).in_bulk(set(numbers.values()))
    return {
        path: Card(url=path, title=_("post № %(number)s") % {"number": number})
        for path, number in numbers.items()
        if number in found
    }


def _find_pages(paths):
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or not paths:
        return {}
    root = site.root_page.url_path.rstrip("/")
    by_url_path = {f"{root}{path if path.endswith('/') else f'{path}/'}": path for path in paths}
    pages = PageTarget().visible_to(AnonymousUser()).filter(url_path__in=by_url_path)
    pages = pages.filter(path__startswith=site.root_page.path).select_related("content_type")
    return {
        by_url_path[page.url_path]: Card(
            url=by_url_path[page.url_path],
            title=page.title[:MAX_TITLE],
            kind=str(_kind_of(page)),
        )
        for page in pages
    }


def _kind_of(page):
    model = page.specific_class or Page
    return str(model._meta.verbose_name).capitalize()
