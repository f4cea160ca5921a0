"""Pages that the browser tests look at: one of each type, found in the running site."""

import re

# Addresses that are a contract (docs/developer.md).
FIXED = {
    "home": "/",
    "subjects": "/subjects/",
    "communities": "/communities/",
    "hub": "/subjects/mathematics/",
    "hub materials": "/subjects/mathematics/materials/",
    "hub announcements": "/subjects/mathematics/announcements/",
    "hub links": "/subjects/mathematics/links/",
    "parent community": "/communities/class-teachers/",
    "child community": "/communities/class-teachers/young-class-teachers/",
    "archived hub": "/communities/distance-learning/",
    "materials": "/materials/",
    "filtered materials": "/materials/?hub=mathematics&kind=worksheet",
    "no materials": "/materials/?q=ъыьъыь",
    "collections": "/materials/collections/",
    "announcements": "/announcements/",
    "for parents": "/for-parents/",
    "useful sites": "/useful-sites/",
    "help": "/help/",
    "official": "/official/",
    "achievements": "/achievements/",
    "search": "/search/?q=дроби",
    "empty search": "/search/",
    "sign in": "/accounts/login/",
    "new password": "/accounts/password/reset/",
    "standard page": "/about/",
}

# Pages whose addresses hold a number or a slug: the first that another page links to.
LINKED = {
    "material": ("materials", r"/materials/\d+/[^/]+/"),
    "collection": ("collections", r"/materials/collections/\d+/[^/]+/"),
    "tag": ("material", r"/materials/tags/[^/]+/"),
    "announcement": ("announcements", r"/announcements/[^/?]+/"),
    "article for parents": ("for parents", r"/for-parents/[^/?#]+/"),
    "instruction": ("help", r"/help/[^/?#]+/"),
    "official document": ("official", r"/official/\d+/"),
}


def find_pages(request):
    """``{name: address}`` of one page of each type; ``request`` is Playwright's."""
    pages = dict(FIXED)
    for name, (source, pattern) in LINKED.items():
        found = re.findall(f'href="({pattern})"', request.get(pages[source]).text())
        assert found, f"{source} links to no {name}"
        pages[name] = found[0]
    return pages
