"""The one place where a post changes its state: what its readers see, the numbers of its
discussion, the log and the news of it go together."""

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from community.moderation.actions.cases import open_case
from subjects.signals import activity

from .. import counters
from ..enums import PostState
from ..models import Discussion, Post


def lock(post):
    """``post`` as it is now, with its discussion, both held until the transaction ends. The
    discussion is always locked first, so that nobody waits for each other."""
    discussion = lock_discussion(post.discussion_id)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    locked.discussion = discussion
    return locked


def lock_discussion(pk):
    """The discussion as it is now, held until the transaction ends."""
    return Discussion.objects.select_for_update().get(pk=pk)


def move(post, state, actor, act, *, verb="", reasons=None, public_reason="", **data):
    """Give the locked ``post`` another ``state``. ``act`` is what the log calls it, ``verb``
    what is told of it."""
    was_published = post.is_published
    post.state = state
    post.public_reason = public_reason[:300]
    post.hold_reasons = list(reasons or [])
    post.save(update_fields=["state", "public_reason", "hold_reasons"])
    if post.is_published and not was_published:
        counters.post_appeared(post.discussion, post)
    elif was_published and not post.is_published:
        counters.post_vanished(post.discussion, post)
    write_log(post, act, actor, **data)
    if state == PostState.HELD:
        open_case(post, post.hold_reasons)
    if verb:
        tell(verb, actor, post)


def write_log(post, act, actor, **data):
    """Keep in the log what was done with ``post``. A log outlives people and their words, so it
    says neither."""
    title = _("Post № %(number)s") % {"number": post.pk}
    log(post, f"discussions.{act}", user=actor, title=title, data=data or None)


def tell(verb, actor, post):
    """Tell notices, counters and reports what happened to ``post``."""
    activity.send(sender=Post, actor=actor, verb=verb, target=post, hub=post.discussion.hub)
