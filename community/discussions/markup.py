"""What of Markdown people write in, and the few things that we add to it: bare addresses and
mentions (``@handle``). Everything here works in one pass over the text, whatever is typed.

Raw HTML, pictures from elsewhere, headings and reference links are no part of it, and lines
that begin with spaces are no program: that is how people indent.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from markdown_it import MarkdownIt
from markdown_it.token import Token

from home.validators import is_path, validate_link

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”„`|\\^{}\[\]]{1,2000}", re.IGNORECASE)
SCHEME = re.compile(r"(?:^|[^a-z])(https?)$", re.IGNORECASE)
WWW = re.compile(r"(?<![\w@./-])www\.(?=\w)", re.IGNORECASE)
MENTION = re.compile(r"(?<![\w@./+-])@([A-Za-z0-9_](?:[A-Za-z0-9_.+-]{0,148}[A-Za-z0-9_])?)")
ENDS = ".,:;!?'*_~…"
NESTING = 12
BLOCK_RULES = ["blockquote", "fence", "hr", "list", "table"]
INLINE_RULES = [
    "autolink", "backticks", "emphasis", "entity", "escape", "link", "newline", "strikethrough",
]  # fmt: skip


def make_parser():
    """A parser of posts. It holds nothing of a text, so one serves all."""
    parser = MarkdownIt("zero", {"maxNesting": NESTING, "breaks": True, "html": False})
    parser.enable(BLOCK_RULES + INLINE_RULES)
    parser.inline.ruler.before("escape", "bare_address", _bare_address)
    parser.core.ruler.push("words", _find_words)
    parser.core.ruler.push("cells", _align_cells)
    parser.validateLink = may_lead_to
    return parser


def may_lead_to(address):
    """Whether a link of a post may lead there: to the web, to a mailbox, to a place of this
    site."""
    scheme = address.partition(":")[0].lower()
    if scheme not in {"http", "https", "mailto"} and not is_path(address):
        return False
    try:
        validate_link(address)
    except ValidationError:
        # Addresses with letters of any alphabet reach us encoded or not; hosts of one word
        # are somebody's own computer.
        return False
    return True


def trim_address(found):
    """An address as it stands in a text, without the sign that ends the sentence."""
    while found and (found[-1] in ENDS or (found[-1] == ")" and "(" not in found)):
        found = found[:-1]
    return found


def _bare_address(state, silent):
    """An inline rule: ``https://…`` as it is typed."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = SCHEME.search(state.pending[-6:])
    if scheme is None:
        return False
    start = state.pos - len(scheme[1])
    match = ADDRESS.match(state.src, start, state.posMax)
    found = trim_address(match[0]) if match else ""
    address = state.md.normalizeLink(found)
    if not address or not state.md.validateLink(address):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        _push_link(state, address, found)
    state.pos = start + len(found)
    return True


def _push_link(state, address, words):
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": address}
    opening.markup, opening.info = "linkify", "auto"
    state.push("text", "", 0).content = words
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "linkify", "auto"


def _find_words(state):
    """A core rule: mentions and ``www.`` in plain words, not in links and not in code."""
    for block in state.tokens:
        if block.type != "inline":
            continue
        depth, tokens = 0, []
        for token in block.children:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            if token.type == "text" and not depth:
                tokens += _split(state.md, token)
            else:
                tokens.append(token)
        block.children = tokens


def _split(md, token):
    words, at = token.content, 0
    for start, end, made in _parts(md, words, token.level):
        if start > at:
            yield _text(words[at:start], token.level)
        yield from made
        at = end
    if at == 0:
        yield token
    elif at < len(words):
        yield _text(words[at:], token.level)


def _parts(md, words, level):
    """``(start, end, tokens)`` of what is found in ``words``, in its order."""
    places = [*MENTION.finditer(words), *WWW.finditer(words)]
    end = 0
    for match in sorted(places, key=lambda place: place.start()):
        if match.start() < end:
            continue
        if match.re is MENTION:
            token = Token("mention", "", 0, content=match[1], level=level)
            end = match.end()
            yield match.start(), end, [token]
            continue
        found = trim_address(ADDRESS.match(words, match.start())[0])
        address = md.normalizeLink(f"https://{found}")
        if md.validateLink(address):
            end = match.start() + len(found)
            yield match.start(), end, _link(address, found, level)


def _text(words, level):
    return Token("text", "", 0, content=words, level=level)


def _link(address, words, level):
    return [
        Token("link_open", "a", 1, attrs={"href": address}, level=level, markup="linkify"),
        _text(words, level + 1),
        Token("link_close", "a", -1, level=level, markup="linkify"),
    ]


def _align_cells(state):
    """Columns are put right by a class: a style would be stopped by the security policy."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"}:
            style = str(token.attrs.pop("style", ""))
            side = style.rpartition(":")[2]
            if side in {"right", "center"}:
                token.attrs["class"] = f"align-{side}"


class Link:
    """One link among the tokens of a line: where it leads, and its place."""

    def __init__(self, children, index):
        self.children, self.index = children, index
        self.address = str(children[index].attrs.get("href", ""))
        self.is_bare = children[index].markup in {"linkify", "autolink"}

    @cached_property
    def path(self):
        """The path of the address, with its host before it."""
        parts = urlsplit(self.address)
        return parts.netloc.lower(), parts.path


def links_of(tokens):
    """``Link`` of each link in the parsed text."""
    for block in tokens:
        if block.type == "inline":
            for index, token in enumerate(block.children):
                if token.type == "link_open":
                    yield block, Link(block.children, index)
