"""Under what kinds of things the site has comments, remembered by all processes: a page that has
none asks no database for it.

What is remembered is forgotten when it is set otherwise; it never lasts longer than a minute,
should somebody have read the old setting just then.
"""

from django.core.cache import caches
from django.db import transaction

from .models import DiscussionSettings

NAMES = ("comments_on_materials", "comments_on_announcements", "comments_on_pages")
KEY = "comment-switches"
SECONDS = 60


def known_switches():
    """The site's settings as they are remembered, or ``None``."""
    known = caches["shared"].get(KEY)
    return None if known is None else DiscussionSettings(**known)


def remember_switches(settings):
    """Keep what ``settings`` say of comments."""
    caches["shared"].set(KEY, {name: getattr(settings, name) for name in NAMES}, SECONDS)


def forget_switches(sender, **kwargs):
    """They are set otherwise: now, and for whoever reads them before that is stored."""
    _forget()
    transaction.on_commit(_forget, robust=True)


def _forget():
    caches["shared"].delete(KEY)
