"""Links of posts to what stands on this site: read as its title, and as a card where they have a
paragraph of their own.

What is stored says only what kind of thing stands there, and its number: a title is filled in when
somebody reads (``show_cards``), as the thing is called then, and if she may read it. So no title
outlives a change of what it stands for.
"""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from materials.models import Material

from .models import Discussion
from .targets import PageTarget

MAX_CARDS = 20
# Of a whole page of posts; what is beyond them is called by its number.
MAX_SHOWN = 500
MATERIAL = re.compile(r"/materials/(\d{1,18})/(?:[^/]+/)?")
TOPIC = re.compile(r"/forum/(\d{1,18})/(?:[^/]+/)?")
POST = re.compile(r"/posts/(\d{1,18})/")
STORED = re.compile(
    r'<a class="post-(card|link)" href="([^"]*)" rel="nofollow ugc noopener">.*?</a>'
)
# Also the words that stand for a link: longer ones are cut.
MAX_TITLE = 200


@dataclass(frozen=True)
class Place:
    """What an address of this site leads to. ``words`` tell nothing of it; ``is_filled_in``:
    readers see its title instead of them, if they may."""

    url: str
    words: str
    is_filled_in: bool = True


@dataclass(frozen=True)
class Card:
    """A thing as one reader sees it; ``kind`` says what it is."""

    url: str
    title: str
    kind: str
    note: str = ""


# -- While it is written -----------------------------------------------------------------


def find_places(addresses):
    """``{address: Place}`` of those of ``addresses`` that are known, in a fixed number of
    queries. Works and topics are known by their form alone: whether they are there, is nobody's
    to learn. Other pages are those that everybody may read."""
    hosts = _own_hosts()
    paths = {}
    for address in sorted(addresses)[:MAX_CARDS]:
        path = _own_path(address, hosts)
        if path is not None:
            paths[address] = path
    places = {path: place for path in paths.values() if (place := _numbered(path))}
    others = {path for path in paths.values() if path not in places}
    rows = _pages(others, AnonymousUser()).values_list("url_path", flat=True) if others else ()
    for url_path in rows:
        path = _path_of(url_path)
        places[path] = Place(path, _("Page of the site"))
    found = {address: places.get(path) or places.get(f"{path}/") for address, path in paths.items()}
    return {address: place for address, place in found.items() if place}


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


def _numbered(path):
    """The place that ``path`` names by a number, without the words that stand behind it."""
    if match := MATERIAL.fullmatch(path):
        number = int(match[1])
        return Place(f"/materials/{number}/", _("Material № %(number)s") % {"number": number})
    if match := TOPIC.fullmatch(path):
        number = int(match[1])
        words = _("Topic of the forum № %(number)s") % {"number": number}
        return Place(f"/forum/{number}/", words)
    if match := POST.fullmatch(path):
        # It has no title; as the source of a quote it is called by its number.
        return Place(path, _("post № %(number)s") % {"number": match[1]}, is_filled_in=False)
    return None


# -- While it is read --------------------------------------------------------------------


def cards_in(texts, viewer):
    """``{path: Card}`` of what the stored HTML ``texts`` link to and ``viewer`` may read: one
    query, and none where nothing is linked."""
    paths = {_stored_path(match) for html in texts for match in STORED.finditer(html or "")}
    paths = sorted(paths)[:MAX_SHOWN]
    questions = [
        question
        for question in (
            _ask_materials(_numbers(MATERIAL, paths), viewer),
            _ask_topics(_numbers(TOPIC, paths), viewer),
            _ask_pages([path for path in paths if not _numbered(path)], viewer),
        )
        if question is not None
    ]
    if not questions:
        return {}
    first, *others = questions
    rows = first.union(*others, all=True) if others else first
    return dict(_card_of(*row) for row in rows)


def show_cards(html, cards):
    """Stored ``html`` with ``cards`` (from ``cards_in``) in it; what has none among them is
    called by its number."""
    if 'class="post-' not in html:
        return html

    def fill(match):
        path = _stored_path(match)
        card = cards.get(path)
        if card is None:
            place = _numbered(path) or Place(path, _("Page of the site"))
            return _link(place.url, place.words)
        return _card(card) if match[1] == "card" else _link(card.url, card.title)

    # What ``rendering.render`` has made, and what is escaped here.
    return SafeString(STORED.sub(fill, html))


def _link(url, words):
    return format_html('<a href="{}" rel="nofollow ugc noopener">{}</a>', url, words)


def _card(card):
    note = format_html(' <span class="post-card-note">{}</span>', card.note) if card.note else ""
    return format_html(
        '<a class="post-card" href="{}" rel="nofollow ugc noopener">'
        '<span class="post-card-kind">{}</span> <span class="post-card-title">{}</span>{}</a>',
        card.url,
        card.kind,
        card.title,
        note,
    )


def _stored_path(match):
    """Where a stored link leads; it may bear the title of long ago behind the number."""
    path = unquote(unescape(match[2]))
    place = _numbered(path)
    return place.url if place else path


def _numbers(pattern, paths):
    matches = [pattern.fullmatch(path) for path in paths]
    return {int(match[1]) for match in matches if match}


# Each question answers ``(what, key, title, more, note)``, so that all are asked at once.


def _words(text):
    return Value(text, output_field=CharField())


def _ask_materials(numbers, viewer):
    if not numbers:
        return None
    found = Material.objects.visible_to(viewer).filter(pk__in=numbers).order_by()
    return found.values_list(_words("material"), "pk", "title", "kind", "hub__title")


def _ask_topics(numbers, viewer):
    if not numbers:
        return None
    found = Discussion.objects.visible_to(viewer).topics().filter(pk__in=numbers).order_by()
    return found.values_list(_words("topic"), "pk", "title", _words(""), "board__title")


def _ask_pages(paths, viewer):
    if not paths:
        return None
    kind = Cast("content_type", CharField())
    found = _pages(paths, viewer).order_by()
    return found.values_list(_words("page"), "pk", "title", kind, "url_path")


def _card_of(what, key, title, more, note):
    """The path that a question was about, and the card of what was found there."""
    title = title[:MAX_TITLE]
    if what == "material":
        material = Material(pk=key, title=title, kind=more)
        kind = capfirst(material.get_kind_display())
        return f"/materials/{key}/", Card(material.get_absolute_url(), title, kind, note)
    if what == "topic":
        topic = Discussion(pk=key, title=title)
        url = reverse("discussions:topic", args=[key, topic.slug])
        return f"/forum/{key}/", Card(url, title, _("Topic of the forum"), note)
    model = ContentType.objects.get_for_id(int(more)).model_class() or Page
    path = _path_of(note)
    return path, Card(path, title, capfirst(str(model._meta.verbose_name)))


# -- Pages -------------------------------------------------------------------------------


def _pages(paths, viewer):
    """Pages of the site at ``paths`` that ``viewer`` may read."""
    root = _root_path()
    url_paths = [f"{root}{path.rstrip('/')}/" for path in paths]
    return PageTarget().visible_to(viewer).filter(url_path__in=url_paths)


def _root_path():
    """The beginning of ``url_path`` of all pages of the site; Wagtail keeps it in the cache."""
    roots = Site.get_site_root_paths()
    return roots[0].root_path.rstrip("/") if roots else ""


def _path_of(url_path):
    return url_path.removeprefix(_root_path())
