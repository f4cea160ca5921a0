"""What moderators do with posts. Called by moderation alone, which keeps the decision, its
reason and the appeal; each returns whether anything changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.signals import reworded

from ..enums import PostState
from ..models import Post, PostVersion
from ..permissions import check_can_moderate
from .post_contents import keep_mentions, set_source
from .post_states import lock, move, tell, write_log
from .quoting import forget_quotes

TAKEN_DOWN = {PostState.HIDDEN, PostState.REMOVED}


@transaction.atomic
def publish_post(post, moderator):
    """Let out a post that waits."""
    post = lock(post)
    check_can_moderate(moderator, post.discussion)
    if post.state != PostState.HELD:
        return False
    move(post, PostState.PUBLISHED, moderator, "publish", verb="post_published")
    return True


@transaction.atomic
def hold_post(post, reasons):
    """Take a post down until a moderator has decided (complaints of it have come)."""
    post = lock(post)
    if post.state != PostState.PUBLISHED:
        return False
    move(post, PostState.HELD, None, "hold", verb="post_held", reasons=reasons)
    return True


@transaction.atomic
def hide_post(post, moderator, reason):
    """Hide a post; it may be put back. Readers see that it was there, and ``reason``."""
    return _take_down(post, PostState.HIDDEN, moderator, reason, "hide", "post_hidden")


@transaction.atomic
def remove_post(post, moderator, reason):
    """Remove a post: as hiding, but for good."""
    return _take_down(post, PostState.REMOVED, moderator, reason, "remove", "post_removed")


def _take_down(post, state, moderator, reason, act, verb):
    post = lock(post)
    check_can_moderate(moderator, post.discussion)
    if post.state in {state, PostState.DELETED, PostState.REMOVED}:
        return False
    if not reason.strip():
        raise ValidationError(_("Say why: the author and the readers see it."))
    move(post, state, moderator, act, verb=verb, public_reason=reason.strip())
    forget_quotes(post, moderator)
    return True


@transaction.atomic
def restore_post(post, moderator):
    """Put back what was hidden or removed (an appeal was upheld)."""
    post = lock(post)
    check_can_moderate(moderator, post.discussion)
    if post.state not in TAKEN_DOWN:
        return False
    move(post, PostState.PUBLISHED, moderator, "restore", verb="post_restored")
    return True


@transaction.atomic
def redact_post(post, moderator, source, reason):
    """Publish a post with the words of the moderator (personal data taken out). What it said
    before is kept for moderators."""
    post = lock(post)
    check_can_moderate(moderator, post.discussion)
    if post.state not in {PostState.PUBLISHED, PostState.HELD}:
        return False
    if source.strip() == post.source and post.is_published:
        return False
    if source.strip() != post.source:
        forget_quotes(post, moderator, new=source)
        PostVersion.objects.create(post=post, source=post.source, replaced_by=moderator)
        mentioned = set_source(post, source)
        post.edited_at, post.edited_by = timezone.now(), moderator
        post.save()
        reworded.send(sender=Post, urls=[post.get_absolute_url()])
        keep_mentions(post, mentioned)
    if post.is_published:
        write_log(post, "redact", moderator)
        tell("post_edited", moderator, post)
    else:
        move(post, PostState.PUBLISHED, moderator, "redact", verb="post_published")
    return True
