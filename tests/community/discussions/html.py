"""Reading HTML as browsers do, to see that nothing in it acts by itself."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from community.discussions.rendering import ATTRIBUTES, CLASSES, TAGS


class Elements(HTMLParser):
    """Collects ``(tag, attributes)`` and whatever is no element and no text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.others = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, attrs))

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def faults_of(html):
    """All in ``html`` that a post may not hold."""
    parsed = Elements(html)
    faults = list(parsed.others)
    for tag, attributes in parsed.elements:
        if tag not in TAGS:
            faults.append(tag)
        for name, value in attributes:
            faults += _faults_of(tag, name, value or "")
    return faults


def _faults_of(tag, name, value):
    if name == "rel" and tag == "a":
        return [] if value == "nofollow ugc noopener" else [(name, value)]
    if name not in ATTRIBUTES.get(tag, set()):
        return [(tag, name, value)]
    if name == "class" and not CLASSES.fullmatch(value):
        return [(name, value)]
    if name == "href":
        is_path = value.startswith("/") and not value.startswith(("//", "/\\"))
        if not is_path and urlsplit(value).scheme not in {"http", "https", "mailto"}:
            return [(name, value)]
    return []
