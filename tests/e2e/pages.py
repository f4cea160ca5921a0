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
    "popular materials": "/materials/?sort=popular",
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
    "search in vain": "/search/?q=квазипульсар",
    "corrected search": "/search/?q=матиматика",
    "narrowed search": "/search/?q=дроби&kind=materials&grade=5",
    "sign in": "/accounts/login/",
    "new password": "/accounts/password/reset/",
    "sign up": "/accounts/signup/",
    "invitation code": "/accounts/join/",
    "hub members": "/subjects/mathematics/members/",
    "hub on request": "/communities/class-teachers/members/",
    "profile": "/members/teacher/",
    "profile without works": "/members/antonova/",
    "portfolio": "/members/teacher/portfolio/",
    "forum": "/forum/",
    "all topics": "/forum/topics/",
    "topics without an answer": "/forum/topics/?unanswered=1",
    "hub forum": "/subjects/mathematics/forum/",
    "chats": "/chat/",
    "text": "/texts/rules/",
    "standard page": "/about/",
}

# Pages whose addresses hold a number or a slug: the first that another page links to.
LINKED = {
    # Not the newest: another test may just have shared one without tags.
    "material": ("popular materials", r"/materials/\d+/[^/]+/"),
    "collection": ("collections", r"/materials/collections/\d+/[^/]+/"),
    "tag": ("material", r"/materials/tags/[^/]+/"),
    "announcement": ("announcements", r"/announcements/[^/?]+/"),
    "article for parents": ("for parents", r"/for-parents/[^/?#]+/"),
    "instruction": ("help", r"/help/[^/?#]+/"),
    "official document": ("official", r"/official/\d+/"),
    "board": ("forum", r"/forum/boards/\d+/"),
    "topic": ("hub forum", r"/forum/\d+/[^/?#]+/"),
    "chat": ("chats", r"/chat/\d+/[^/?#]+/"),
}

# Pages of somebody who has signed in: who she is, and the address.
SIGNED_IN = {
    "me": ("teacher", "/me/"),
    "my profile": ("teacher", "/me/profile/"),
    "my portfolio": ("teacher", "/me/portfolio/"),
    "entry of my portfolio": ("teacher", "/me/portfolio/add/"),
    "my hubs": ("teacher", "/me/memberships/"),
    "my consents": ("teacher", "/me/consents/"),
    "my security": ("teacher", "/me/security/"),
    "my data": ("teacher", "/me/data/"),
    "my departure": ("teacher", "/me/delete/"),
    "my notices": ("teacher", "/me/notices/"),
    "my notifications": ("teacher", "/me/notifications/"),
    "members for members": ("teacher", "/members/"),
    "hub members for members": ("teacher", "/subjects/mathematics/members/"),
    "my page as others see it": ("teacher", "/members/teacher/?as=visitor"),
    "my portfolio on paper": ("teacher", "/members/teacher/portfolio/"),
    "empty portfolio": ("voronin", "/me/portfolio/"),
    "waiting": ("bulavina", "/accounts/waiting/"),
    "pupil": ("pupil", "/me/"),
    "portfolio of a pupil": ("pupil", "/me/portfolio/"),
    "forum for members": ("teacher", "/forum/"),
    "new topic": ("teacher", "/forum/new/"),
    "my discussions": ("teacher", "/me/discussions/"),
    "no discussions of mine": ("parent", "/me/discussions/"),
    "my decisions": ("teacher", "/me/decisions/"),
    "my complaints": ("teacher", "/me/decisions/complaints/"),
    "new chat": ("moderator-mathematics", "/chat/new/"),
}

# The same whose addresses are found as those of LINKED: who, where, what, and what comes after it.
SIGNED_IN_LINKED = {
    "topic for members": ("teacher", "hub forum", r"/forum/\d+/[^/?#]+/", ""),
    "topic for moderators": ("moderator-mathematics", "hub forum", r"/forum/\d+/[^/?#]+/", ""),
    "topic to manage": ("moderator-mathematics", "hub forum", r"(/forum/\d+/)[^/?#]+/", "manage/"),
    "post to decide on": ("moderator-mathematics", "topic", r"/posts/\d+/", "moderate/"),
    "complaint": ("parent", "topic", r"/complaints/post/\d+/", ""),
    "material for members": ("teacher", "popular materials", r"/materials/\d+/[^/]+/", ""),
    "announcement for members": ("teacher", "announcements", r"/announcements/[^/?]+/", ""),
}

# Who looks at a page of somebody who has signed in.
WHO = {name: who for name, (who, *_address) in (SIGNED_IN | SIGNED_IN_LINKED).items()}


def has_form_of_account(address):
    """Whether the page at ``address`` may keep a cookie: it has a form of somebody's account."""
    return address.startswith(("/accounts/", "/me/"))


def find_pages(request):
    """``{name: address}`` of one page of each type; ``request`` is Playwright's."""
    pages = FIXED | {name: address for name, (_who, address) in SIGNED_IN.items()}
    sources = {name: (*found, "") for name, found in LINKED.items()}
    sources |= {name: found for name, (_who, *found) in SIGNED_IN_LINKED.items()}
    for name, (source, pattern, rest) in sources.items():
        text = request.get(pages[source]).text()
        found = re.search(f'href="({pattern})["?#]', text)
        assert found, f"{source} links to no {name}"
        pages[name] = found[len(found.groups())] + rest
    return pages
