"""A crawler over the whole demo: no broken link, no error, no missing picture."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

# Filters combine without end; the first few hundred addresses with a query are enough.
MOST_QUERIES = 300


class Links(HTMLParser):
    """Everything in a page that a browser would ask this site for, and its anchors."""

    def __init__(self, text):
        super().__init__()
        self.found, self.anchors = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        for name in ["href", "src", "action"]:
            if attributes.get(name) and not (tag == "form" and attributes.get("method") == "post"):
                self.found.add(attributes[name])
        for candidate in (attributes.get("srcset") or "").split(","):
            if candidate.strip():
                self.found.add(candidate.split()[0])


@pytest.fixture
def http(playwright, base_url):
    context = playwright.request.new_context(base_url=base_url)
    yield context
    context.dispose()


def test_no_broken_link(http, base_url):
    host = urlsplit(base_url).netloc
    waiting, seen, broken, queries = deque([(base_url + "/", "start")]), set(), [], 0
    fragments, anchors = [], {}
    while waiting:
        address, source = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        response = http.get(address, max_redirects=5)
        if response.status != 200:
            broken.append(f"{response.status} {address} (from {source})")
            continue
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        links = Links(response.text())
        anchors[address] = links.anchors
        for link in links.found:
            target, fragment = urldefrag(urljoin(address, link))
            parts = urlsplit(target)
            if parts.scheme not in {"http", "https"} or parts.netloc != host:
                continue
            if parts.path.startswith(("/admin/", "/display/")):
                continue
            if fragment:
                fragments.append((target, fragment, address))
            if parts.query:
                queries += 1
                if queries > MOST_QUERIES:
                    continue
            waiting.append((target, address))
    for target, fragment, source in fragments:
        if target in anchors and fragment not in anchors[target]:
            broken.append(f"no #{fragment} in {target} (from {source})")
    assert not broken, "\n".join(sorted(set(broken)))
    assert len(seen) > 300
