"""From what somebody has typed to the HTML that is stored and shown: made once at saving.

Two lines of defence: the parser knows no HTML and lets links lead to few places (``markup``);
then nh3 takes out all that is not in a short list of tags and attributes.

The stored HTML is what every visitor may read. A mention is stored without a name: members see
the name when they read (``show``), so nobody's name outlives her consent, or her account. A
link to what stands on this site is stored without its title (``cards``).
"""

import re
from dataclasses import dataclass, field

import nh3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from . import markup
from .cards import find_places
from .mentions import find_people

# Raise it when the rules below change, then run ``manage.py rerender_posts``.
RENDERING_VERSION = 2

MAX_LENGTH = 20_000
MAX_MENTIONS = 20
MAX_CALLS = 100
MAX_LINKS = 50
MAX_COLUMNS = 20
MAX_CELLS = 1_000
MAX_HTML = 200_000

TAGS = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "span", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    # Without this nh3 lets some through everywhere.
    "*": set(),
    "a": {"href", "class"},
    "span": {"class"},
    "p": {"class"},
    "ol": {"start"},
    "td": {"class"},
    "th": {"class"},
}
CLASSES = re.compile(r"post-(card|link)|mention mention-\d{1,18}|align-(right|center)")
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"
DASHES = re.compile(r"[\s>|:+*-]+")
LINK_SIGNS = re.compile(r"\]\(|://|\bwww\.", re.IGNORECASE)

PARSER = markup.make_parser()


@dataclass
class Rendered:
    """``html`` is safe to show to everybody; ``mentions`` are the people called by name."""

    html: str
    mentions: list = field(default_factory=list)


@dataclass(frozen=True)
class Context:
    """Who is meant by a handle, and what stands behind an address of this site. Both get all
    that is asked at once: ``find_people(handles)`` gives ``{handle: user}``,
    ``find_places(addresses)`` ``{address: Place}``."""

    find_people: object = find_people
    find_places: object = find_places


def check_bounds(source):
    """Raises ``ValidationError`` for a text that is too long or calls too many people, before
    anything costly is done with it."""
    if len(source) > MAX_LENGTH:
        raise ValidationError(
            _("The text is too long: %(length)s characters. Up to %(limit)s are possible."),
            code="too_long",
            params={"length": len(source), "limit": MAX_LENGTH},
        )
    called = markup.MENTION.findall(source)
    if len(set(called)) > MAX_MENTIONS or len(called) > MAX_CALLS:
        raise ValidationError(
            _("Too many people are mentioned. Up to %(limit)s are possible."),
            code="too_many_mentions",
            params={"limit": MAX_MENTIONS},
        )
    if len(LINK_SIGNS.findall(source)) > MAX_LINKS * 2:
        raise _too_many_links()
    _check_tables(source)


def _check_tables(source):
    """A line of dashes makes columns of all lines up to the next empty one, whatever is in
    them: they are counted before that is done."""
    cells = width = 0
    for line in source.splitlines():
        if not line.strip():
            width = 0
        elif "-" in line and "|" in line and DASHES.fullmatch(line):
            width = max(width, line.count("|") + 1)
        if width > MAX_COLUMNS + 2:
            raise ValidationError(
                _("The table is too wide. Up to %(limit)s columns are possible."),
                code="too_wide",
                params={"limit": MAX_COLUMNS},
            )
        cells += width
    if cells > MAX_CELLS * 2:
        raise _too_many_cells()


def render(source, context=None):
    """``Rendered`` of ``source``. Raises ``ValidationError`` with words for the author when the
    text is more than a post can be."""
    check_bounds(source)
    context = context or Context()
    tokens = PARSER.parse(source)
    _check_tokens(tokens)
    people = context.find_people(_handles_of(tokens))
    with translation.override(settings.LANGUAGE_CODE):
        _set_mentions(tokens, people)
        _set_cards(tokens, context)
        raw = PARSER.renderer.render(tokens, PARSER.options, {})
    html = clean(raw)
    if len(html) > MAX_HTML:
        raise ValidationError(_("The text is too long. Part it in two."), code="too_long")
    unique = {person.pk: person for person in people.values()}
    return Rendered(html, list(unique.values()))


def clean(html):
    """``html`` with nothing but what posts may hold."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=_filter_attribute,
        url_schemes=SCHEMES,
        link_rel=REL,
    )


def _filter_attribute(tag, name, value):
    if name == "class":
        return value if CLASSES.fullmatch(value) else None
    if name == "start":
        return value if value.isdecimal() and len(value) < 10 else None
    return value


def _too_many_links():
    return ValidationError(
        _("Too many links. Up to %(limit)s are possible."),
        code="too_many_links",
        params={"limit": MAX_LINKS},
    )


def _too_many_cells():
    return ValidationError(
        _("The table is too large. Up to %(limit)s cells are possible."),
        code="too_many_cells",
        params={"limit": MAX_CELLS},
    )


def _check_tokens(tokens):
    if sum(1 for _found in markup.links_of(tokens)) > MAX_LINKS:
        raise _too_many_links()
    if sum(token.type in {"td_open", "th_open"} for token in tokens) > MAX_CELLS:
        raise _too_many_cells()


# -- Mentions ----------------------------------------------------------------------------


def _mentions_of(tokens):
    for block in tokens:
        if block.type == "inline":
            yield from (token for token in block.children if token.type == "mention")


def _handles_of(tokens):
    return {token.content for token in _mentions_of(tokens)}


def _set_mentions(tokens, people):
    for token in _mentions_of(tokens):
        person = people.get(token.content)
        if person is None:
            token.content = f"@{token.content}"
            token.type = "text"
        else:
            token.content = format_html(
                '<span class="mention mention-{}">@{}</span>', person.pk, _("member")
            )
            token.type = "ready"


def _render_ready(renderer, tokens, index, options, env):
    """What was made here, and is HTML already."""
    return tokens[index].content


PARSER.add_render_rule("ready", _render_ready)


# -- Cards -------------------------------------------------------------------------------


def _set_cards(tokens, context):
    """A bare address of this site reads as what stands there, and as a card where it has a
    paragraph of its own."""
    bare = [(block, link) for block, link in markup.links_of(tokens) if link.is_bare]
    places = context.find_places({link.address for _block, link in bare}) if bare else {}
    for block, link in bare:
        place = places.get(link.address)
        if place is None:
            continue
        attributes = block.children[link.index].attrs
        attributes["href"] = place.url
        block.children[link.index + 1].content = place.words
        if place.is_filled_in:
            is_alone = len(block.children) == 3
            # Before the address: so is it looked for when it is read.
            block.children[link.index].attrs = {
                "class": "post-card" if is_alone else "post-link", **attributes
            }  # fmt: skip
