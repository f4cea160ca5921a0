"""Pages by keys: where a page begins is said by what stood last on the one before, so that the
thousandth page costs what the first does and nothing has to be counted."""

import datetime
import re
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404

# As many digits as any key of the database has.
NUMBER = r"[0-9]{1,18}"
TOPIC_KEY = re.compile(rf"([01])-({NUMBER})-({NUMBER})")
POST_KEY = re.compile(NUMBER)
COMMENT_KEY = re.compile(rf"({NUMBER})-({NUMBER})")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass
class Slice:
    """A page: what is on it, and the keys of the pages before and after it ("" for none)."""

    items: list = field(default_factory=list)
    next_key: str = ""
    previous_key: str = ""

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def match(pattern, text):
    """The key in ``text``; what is none leads nowhere (404)."""
    found = pattern.fullmatch(text)
    if found is None:
        raise Http404("No such place in a list.")
    return found


# -- Topics: pinned ones first, then the newest ------------------------------------------


def topic_key(topic):
    """The place of ``topic`` in a list."""
    moment = (topic.active_at - EPOCH) // MICROSECOND
    return f"{int(topic.is_pinned)}-{moment}-{topic.pk}"


def topics_after(topics, key, *, by_pin=True):
    """Those of ``topics`` that stand below ``key``."""
    pinned, moment, pk = (int(part) for part in match(TOPIC_KEY, key).groups())
    try:
        moment = EPOCH + moment * MICROSECOND
    except OverflowError:
        raise Http404("No such moment.") from None
    older = Q(active_at__lt=moment) | Q(active_at=moment, pk__lt=pk)
    if not by_pin:
        return topics.filter(older)
    if pinned:
        return topics.filter(Q(is_pinned=False) | older)
    return topics.filter(older, is_pinned=False)


def slice_topics(topics, key, size, *, by_pin=True):
    """The page of ``topics`` (already in their order) that follows ``key``."""
    if key:
        topics = topics_after(topics, key, by_pin=by_pin)
    found = list(topics[: size + 1])
    return Slice(found[:size], topic_key(found[size - 1]) if len(found) > size else "")


# -- Posts: in the order in which they were written --------------------------------------


def slice_posts(posts, size, *, after="", before=""):
    """The page of ``posts`` after the key ``after``, the one before ``before``, or the first."""
    if before:
        found = list(posts.filter(pk__lt=match(POST_KEY, before)[0]).order_by("-pk")[: size + 1])
        items = found[size - 1 :: -1] if len(found) > size else found[::-1]
        page = Slice(items, previous_key=str(items[0].pk) if len(found) > size else "")
        page.next_key = str(items[-1].pk) if items else ""
        return page
    if after:
        posts = posts.filter(pk__gt=match(POST_KEY, after)[0])
    found = list(posts.order_by("pk")[: size + 1])
    page = Slice(found[:size], str(found[size - 1].pk) if len(found) > size else "")
    page.previous_key = str(found[0].pk) if after and found else ""
    return page


# -- Comments: answers stand under what they answer --------------------------------------


def comment_key(post):
    return f"{post.thread_id or post.pk}-{post.pk}"


def slice_comments(posts, size, key=""):
    """The page of ``posts`` (with ``root``, in the order of threads) that follows ``key``."""
    if key:
        root, pk = (int(part) for part in match(COMMENT_KEY, key).groups())
        posts = posts.filter(Q(root__gt=root) | Q(root=root, pk__gt=pk))
    found = list(posts[: size + 1])
    return Slice(found[:size], comment_key(found[size - 1]) if len(found) > size else "")
