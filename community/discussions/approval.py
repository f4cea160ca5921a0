"""Whether what somebody has written is published at once, or waits for a moderator, and why."""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Site

from community.moderation.enums import HoldReason
from community.moderation.models import ModerationSettings
from community.moderation.words import watched_in
from home.text.personal_data import find_personal_data
from subjects.permissions import can_moderate

from .enums import PostState
from .models import Post

LINK = re.compile(r"https?:|www\.|\]\(|@[\w-]+\.\w|\bt\.me/", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """What becomes of a post. ``reasons``: values of ``HoldReason``."""

    state: PostState
    reasons: tuple = ()

    @property
    def is_held(self):
        return self.state == PostState.HELD


PUBLISH = Verdict(PostState.PUBLISHED)


def _hold(*reasons):
    return Verdict(PostState.HELD, tuple(reason.value for reason in reasons))


def decide(author, text, *, hub, is_trapped=False, has_personal_data=None):
    """The verdict on ``text`` that ``author`` writes in ``hub`` (``None``: the whole site).
    What looks like personal data has been confirmed by her when it comes here."""
    if can_moderate(author, hub):
        return PUBLISH
    if is_trapped:
        return _hold(HoldReason.TRAP)
    if has_personal_data is None:
        has_personal_data = bool(find_personal_data(text))
    if is_newcomer(author):
        reasons = [HoldReason.NEWCOMER]
        if has_personal_data:
            reasons.append(HoldReason.PERSONAL_DATA)
        if has_personal_data or LINK.search(text):
            reasons.append(HoldReason.LINKS)
        return _hold(*reasons)
    if has_personal_data:
        return _hold(HoldReason.PERSONAL_DATA)
    if watched_in(text):
        return _hold(HoldReason.WORDS)
    return PUBLISH


def _needed_posts():
    site = Site.objects.filter(is_default_site=True).first()
    settings = ModerationSettings.for_site(site) if site else ModerationSettings()
    return settings.newcomer_posts


def known_people():
    """Condition on people: they are no newcomers any more."""
    needed = _needed_posts()
    if not needed:
        return ~Q(pk=None)
    up = Post.objects.published().filter(author=OuterRef("pk")).order_by("-pk")
    # The last of those that are needed is there.
    return Q(Exists(up.values("pk")[needed - 1 : needed]))


def is_newcomer(author):
    """Whether fewer of the author's posts than the site asks for have been let through."""
    needed = _needed_posts()
    if not needed:
        return False
    published = Post.objects.published().filter(author=author).order_by("-pk")
    return len(published.values_list("pk")[:needed]) < needed
