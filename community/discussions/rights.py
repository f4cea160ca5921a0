"""What one reader may do with topics and posts that she reads."""

import datetime
from dataclasses import dataclass

from django.utils.functional import cached_property

from subjects import permissions as hubs

from .enums import DiscussionKind, PostState
from .models import DiscussionSettings


def can_choose_answer(user, topic):
    """Whether ``user`` may say which post answers the question of ``topic``: whoever asked may,
    and moderators."""
    if topic.kind != DiscussionKind.TOPIC or not user.is_authenticated:
        return False
    if hubs.can_moderate(user, topic.hub):
        return True
    is_own = user.is_member and topic.author_id == user.pk
    return is_own and not topic.is_closed and not _is_in_archive(topic)


def _is_in_archive(topic):
    return topic.hub is not None and topic.hub.is_wound_up


@dataclass
class Reader:
    """Who reads a discussion, and what she may do in it; worked out once for all its posts."""

    user: object
    may_moderate: bool
    may_write: bool
    may_choose: bool = False
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
        return self.is_member and post.is_published and post.author_id != self.user.pk
