"""Whether anything is new in a discussion, answered without the database.

Each discussion has a token in the cache that all processes share. Whatever changes a post puts
a new one there after it is stored; a reader's page shows the tag made of the token that it has
seen, and as long as that is the one in the cache, nothing is new. Tokens are random and none
comes twice, so one that is lost or overwritten only makes readers look once more.
"""

import secrets

from django.core.cache import caches
from django.db import transaction
from django.utils.crypto import salted_hmac

SALT = "discussions.versions"
# Should a process die between storing and telling, readers look again by themselves after this.
SECONDS = 120


def _cache():
    return caches["shared"]


def _key(discussion_id):
    return f"discussion-version:{discussion_id}"


def find_tag(discussion_id):
    """The tag of the discussion as it stands, for ``ETag``, or ``None`` when nobody has asked
    for long. It cannot be guessed: whoever names it has been shown the discussion."""
    token = _cache().get(_key(discussion_id))
    if token is None:
        return None
    return f'"{salted_hmac(SALT, f"{discussion_id}:{token}", algorithm="sha256").hexdigest()}"'


def make_tag(discussion_id):
    """The tag, of a new token if there is none. Ask for it before the posts are read: then it
    is never newer than what one has read."""
    # Only added: what a change has put there meanwhile stays.
    _cache().add(_key(discussion_id), secrets.token_hex(16), SECONDS)
    return find_tag(discussion_id)


def change_tag(discussion_id):
    """Something in the discussion has changed: readers hear of it once it is stored."""
    transaction.on_commit(lambda: _put_new_token(discussion_id), robust=True)


def _put_new_token(discussion_id):
    _cache().set(_key(discussion_id), secrets.token_hex(16), SECONDS)
