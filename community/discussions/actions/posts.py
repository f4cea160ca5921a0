"""What people do with their posts: each function checks, changes, keeps the numbers of the
discussion exact, writes the log and tells it, in one transaction.

They raise ``PermissionDenied``, ``ValidationError`` and ``PersonalDataFoundError``, with words
for the person. A form that is sent twice (``form_key``) makes one post.
"""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation.actions.cases import find_open, open_case, settle
from home.text.invisible import one_line
from search.facts import follow_container
from subjects.signals import reworded

from .. import counters
from ..approval import decide
from ..enums import POSTS, DiscussionKind, PostState
from ..limits import check_files, check_pace, take_turn
from ..models import Board, Discussion, DiscussionSettings, Post, PostVersion
from ..permissions import (
    can_moderate,
    check_may_write,
    check_takes_part,
    may_enter,
    sees_post,
)
from ..targets import target_of
from .post_contents import (
    clean_source,
    find_unconfirmed,
    keep_files,
    keep_mentions,
    names_of,
    set_source,
)
from .post_decisions import (
    hide_post,
    hold_post,
    publish_post,
    redact_post,
    remove_post,
    restore_post,
)
from .post_states import lock, lock_discussion, move, tell, write_log
from .quoting import forget_quotes

__all__ = [
    "add_comment",
    "add_post",
    "begin_topic",
    "check_may_delete",
    "check_may_edit",
    "delete_post",
    "edit_post",
    "hide_post",
    "hold_post",
    "publish_post",
    "redact_post",
    "remove_post",
    "restore_post",
]

OWN_STATES = {PostState.PUBLISHED, PostState.HELD}


def begin_topic(author, board, title, source, *, tags=(), is_question=False, **rest):
    """Begin a topic in ``board``; returns its first post. ``rest`` as for ``add_post``."""

    tags = [tag for tag in map(one_line, tags) if tag]

    def open_topic():
        if not Board.objects.visible_to(author).filter(pk=board.pk).exists():
            raise PermissionDenied(_("You may not read this board."))
        check_may_write(author, board=board)
        topic = Discussion(
            kind=DiscussionKind.TOPIC, hub=board.hub, board=board, title=_clean_title(title),
            author=author, is_question=is_question, is_visible=False,
        )  # fmt: skip
        topic.save()
        if tags:
            topic.tags.set(tags)
        return lock_discussion(topic.pk)

    kind = DiscussionKind.TOPIC
    return _write_once(author, kind, source, open_topic, title=one_line(title), tags=tags, **rest)


def add_post(author, discussion, source, *, reply_to=None, **rest):
    """Write into ``discussion``; returns the post, published or held. ``rest``: ``files``
    (``StoredFile``), ``confirmed`` (keys of findings that the author leaves in), ``form_key``,
    ``is_trapped`` (the form was filled in by a program)."""

    def enter():
        locked = lock_discussion(discussion.pk)
        is_readable = Discussion.objects.visible_to(author).filter(pk=locked.pk).exists()
        if not is_readable and not can_moderate(author, locked):
            raise PermissionDenied(_("You may not read this discussion."))
        check_may_write(author, discussion=locked)
        return locked

    return _write_once(author, discussion.kind, source, enter, reply_to=reply_to, **rest)


def add_comment(author, target, source, *, reply_to=None, **rest):
    """Comment on ``target`` (a page, a material); its discussion is made with the first
    comment. ``rest`` as for ``add_post``."""

    def open_comments():
        kind = target_of(target)
        if kind is None or not kind.visible_to(author).filter(pk=target.pk).exists():
            raise PermissionDenied(_("You may not read this."))
        check_may_write(author, target=target)
        hub = kind.get_hub(target)
        found, _is_new = Discussion.objects.get_or_create(
            kind=DiscussionKind.COMMENTS,
            content_type=ContentType.objects.get_for_model(kind.model),
            target_id=target.pk,
            defaults={"hub": hub},
        )
        locked = lock_discussion(found.pk)
        if locked.hub_id != (hub.pk if hub else None):
            # What is commented on was given to another hub meanwhile.
            locked.hub = hub
            locked.save(update_fields=["hub"])
            follow_container(locked.pk, [POSTS], hub=locked.hub_id)
        check_may_write(author, discussion=locked)
        return locked

    kind = DiscussionKind.COMMENTS
    return _write_once(author, kind, source, open_comments, reply_to=reply_to, **rest)


def _clean_title(title):
    title = one_line(title)
    limit = Discussion._meta.get_field("title").max_length
    if not title:
        raise ValidationError({"title": _("Give the topic a title.")})
    if len(title) > limit:
        raise ValidationError(
            {"title": _("The title is too long: up to %(limit)s signs.") % {"limit": limit}}
        )
    return title


def _write_once(author, kind, source, enter, *, form_key="", **rest):
    """The post that ``_write`` makes, or the one that the same form has made before. What she
    has written lately is counted before ``enter`` locks the discussion, which others wait for.
    """
    check_takes_part(author)
    sent = Post.objects.filter(author=author, form_key=form_key) if form_key else None
    try:
        with transaction.atomic():
            take_turn(author)
            if sent is not None and (first := sent.first()):
                return first
            check_pace(author, kind)
            return _write(author, enter(), source, form_key=form_key, **rest)
    except IntegrityError:
        # Sent twice at the same moment: the other one was quicker.
        if sent is not None and (first := sent.first()):
            return first
        raise


def _write(author, discussion, source, *, reply_to=None, files=(), confirmed=(), form_key="",
           is_trapped=False, title="", tags=()):  # fmt: skip
    check_files(author, files)
    if reply_to is not None and reply_to.discussion_id != discussion.pk:
        raise ValidationError(_("The post that you answer is in another discussion."))
    if reply_to is not None and not sees_post(author, discussion, reply_to):
        # It has a number, and to the others it is not there: who wrote it, is nobody's to learn.
        raise ValidationError(_("The post that you answer waits for a moderator."))
    source = clean_source(source)
    post = Post(
        discussion=discussion, author=author, author_name=author.get_community_name()[:200],
        reply_to=reply_to, form_key=form_key, state=PostState.HELD,
    )  # fmt: skip
    mentioned = set_source(post, source)
    beside = {_("Title"): title, _("Tags"): ", ".join(tags), _("Files"): names_of(files)}
    found = find_unconfirmed(source, confirmed, beside)
    verdict = decide(
        author,
        "\n".join([*beside.values(), source]),
        hub=discussion.hub,
        is_trapped=is_trapped,
        has_personal_data=bool(found),
    )
    post.state, post.hold_reasons = verdict.state, list(verdict.reasons)
    post.save()
    keep_mentions(post, mentioned)
    keep_files(post, files)
    if verdict.is_held:
        if discussion.kind == DiscussionKind.TOPIC and discussion.first_post_id is None:
            counters.topic_waits(discussion, post)
        open_case(post, post.hold_reasons)
    else:
        counters.post_appeared(discussion, post)
    write_log(post, "post", author, state=post.state)
    tell("post_held" if verdict.is_held else "post_published", author, post)
    return post


# -- Afterwards --------------------------------------------------------------------------


def check_may_edit(user, post):
    """Raises ``PermissionDenied`` unless ``user`` may change ``post``: her own, as long as the
    site lets her; whoever moderates the discussion has no such limit."""
    if post.author_id is None or post.author_id != user.pk:
        raise PermissionDenied(_("This is somebody else's post."))
    if post.state not in OWN_STATES:
        raise PermissionDenied(_("The post was taken away; it cannot be changed any more."))
    if not may_enter(user, post.discussion):
        raise PermissionDenied(_("You may not read this discussion."))
    check_may_write(user, discussion=post.discussion, is_editing=True)
    minutes = DiscussionSettings.current().edit_minutes
    is_over = timezone.now() - post.created_at > timedelta(minutes=minutes)
    if is_over and not can_moderate(user, post.discussion):
        raise PermissionDenied(
            _("The time for changing a post is over. Write another one, or ask a moderator.")
        )


@transaction.atomic
def edit_post(post, editor, source, *, files=None, confirmed=()):
    """Change one's own post; ``files`` of ``None`` leaves them as they are. The new words are
    judged as new posts are, and what waits goes on waiting. Returns whether anything changed.
    """
    find_open(post)  # Moderators lock the case first, and so does whoever changes its post.
    post = lock(post)
    check_may_edit(editor, post)
    source = clean_source(source)
    has_new_files = files is not None and _change_files(post, editor, files)
    if source == post.source and not has_new_files:
        return False
    if source != post.source:
        PostVersion.objects.create(post=post, source=post.source, replaced_by=editor)
        reworded.send(sender=Post, urls=[post.get_absolute_url()])
    mentioned = set_source(post, source)
    names = names_of(files or ())
    found = find_unconfirmed(source, confirmed, {_("Files"): names})
    verdict = decide(
        editor, f"{names}\n{source}", hub=post.discussion.hub, has_personal_data=bool(found)
    )
    post.edited_at, post.edited_by = timezone.now(), editor
    post.save()
    keep_mentions(post, mentioned)
    if not verdict.is_held:
        write_log(post, "edit", editor)
    elif post.is_published:
        move(post, PostState.HELD, editor, "edit", verb="post_held", reasons=verdict.reasons)
        return True
    else:
        post.hold_reasons = list(dict.fromkeys([*post.hold_reasons, *verdict.reasons]))
        post.save(update_fields=["hold_reasons"])
        open_case(post, post.hold_reasons)
        write_log(post, "edit", editor)
    tell("post_edited", editor, post)
    return True


def _change_files(post, editor, files):
    kept = set(post.attachments.values_list("stored_id", flat=True))
    check_files(editor, [stored for stored in files if stored.pk not in kept])
    check_files(editor, files)
    return keep_files(post, files)


def check_may_delete(user, post):
    """Raises ``PermissionDenied`` unless ``user`` may take back ``post``: her own, and not one
    that a topic with others' answers begins with."""
    if post.author_id is None or post.author_id != user.pk:
        raise PermissionDenied(_("This is somebody else's post."))
    if post.state not in OWN_STATES:
        raise PermissionDenied(_("The post was taken away already."))
    discussion = post.discussion
    begins_topic = discussion.kind == DiscussionKind.TOPIC and discussion.first_post_id == post.pk
    if begins_topic and discussion.post_count > 1:
        raise PermissionDenied(
            _("Others have answered in this topic. Ask a moderator to take it away.")
        )


@transaction.atomic
def delete_post(post, user):
    """Take back one's own post: a trace is left, its words are seen by nobody any more. Returns
    whether it was there."""
    find_open(post)
    post = lock(post)
    if post.author_id == user.pk and post.state == PostState.DELETED:
        return False
    check_may_delete(user, post)
    move(post, PostState.DELETED, user, "delete")
    forget_quotes(post, user)
    settle(post)
    return True
