"""What one reader may do with topics and posts that she reads."""

import datetime
from dataclasses import dataclass

from django.utils.functional import cached_property

from community.moderation.standing import is_barred
from subjects import permissions as hubs

from .enums import DiscussionKind, PostState
from .models import DiscussionSettings


def can_choose_answer(user, topic):
    """Whether ``user`` may say which post answers the question of ``topic``: whoever asked may,
    and moderators; nobody who is barred there."""
    if topic.kind != DiscussionKind.TOPIC or not user.is_authenticated:
        return False
    is_own = user.is_member and topic.author_id == user.pk
    is_own = is_own and not topic.is_closed and not _is_in_archive(topic)
    may_choose = is_own or hubs.can_moderate(user, topic.hub)
    return may_choose and not is_barred(user, topic.hub)


def _is_in_archive(topic):
    return topic.hub is not None and topic.hub.is_wound_up


@dataclass
class Reader:
    """Who reads a discussion, and what she may do in it; worked out once for all its posts."""

    user: object
    may_moderate: bool
    may_write: bool
    may_choose: bool = False
    # By moderators, from the hub or the site.
    is_barred: bool = False
    # How long one may edit what one has written; asked of the settings when it is not known.
    edit_minutes: int | None = None

    @property
    def is_member(self):
        return self.user.is_authenticated and self.user.is_member

    def may_edit(self, post, now):
        """Whether she may change the words of ``post``."""
        if not self.is_member or post.state not in {PostState.PUBLISHED, PostState.HELD}:
            return False
        if post.author_id != self.user.pk or not self.may_write:
            return False
        return now - post.created_at < self.edit_time

    @cached_property
    def edit_time(self):
        minutes = self.edit_minutes
        if minutes is None:
            minutes = DiscussionSettings.current().edit_minutes
        return datetime.timedelta(minutes=minutes)

    def may_delete(self, post):
        """Whether she may take ``post`` back: one's own words are one's own at any time."""
        is_own = self.is_member and post.author_id == self.user.pk
        return is_own and post.state in {PostState.PUBLISHED, PostState.HELD}

    def may_thank(self, post):
        """Whether she may give thanks for ``post``; whoever is barred takes hers back at most."""
        if not self.is_member or not post.is_published or post.author_id == self.user.pk:
            return False
        return not self.is_barred or getattr(post, "is_thanked", False)

    @property
    def may_act(self):
        """Whether she may do what moderators do; what they read, she reads anyway."""
        return self.may_moderate and not self.is_barred
