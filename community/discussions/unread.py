"""What is new for a member: how far she has read each discussion, and what was said since.

A discussion that she has never opened is new to her for a month, so that whoever comes in is
not met by years of unread talk.
"""

import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from .models import Follow, ReadMark

NEW_FOR = datetime.timedelta(days=30)


def with_reading(discussions, user):
    """``discussions`` with ``read_to`` (the last post that ``user`` has seen, or ``None``) and
    ``follow_muted`` (``None``: she does not follow)."""
    marks = ReadMark.objects.filter(user=user, discussion=OuterRef("pk"))
    follows = Follow.objects.filter(user=user, discussion=OuterRef("pk"))
    return discussions.annotate(
        read_to=Subquery(marks.values("last_post_id")[:1]),
        follow_muted=Subquery(follows.values("is_muted")[:1]),
    )


def is_new(discussion, user):
    """Whether something was said that ``user`` has not seen; ``discussion`` comes from
    ``with_reading``."""
    if discussion.last_post_id is None or not user.is_authenticated:
        return False
    if discussion.last_post is not None and discussion.last_post.author_id == user.pk:
        return False
    return discussion.active_at > _since(user) and discussion.last_post_id > (
        discussion.read_to or 0
    )


def unread_by(discussions, user):
    """Those of ``discussions`` (``with_reading``) with something new for ``user``: the same
    answer as ``is_new``."""
    fresh = discussions.filter(active_at__gt=_since(user))
    return fresh.filter(
        Q(last_post_id__gt=Coalesce(F("read_to"), 0)),
        Q(last_post__author=None) | ~Q(last_post__author=user),
    )


def _since(user):
    return max(timezone.now() - NEW_FOR, user.date_joined)
