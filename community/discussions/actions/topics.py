"""What moderators, and the author of a question, do with a topic as a whole. Each locks the
topic, checks, changes, keeps the boards' numbers, writes the log and tells what happened;
returns whether anything changed.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modelsearch.tasks import insert_or_update_object_task
from wagtail.log_actions import log

from community.moderation.standing import check_not_barred
from home.text.invisible import one_line
from search.facts import follow_container
from subjects import permissions as hubs
from subjects.signals import activity, reworded

from ..counters import add_to_board
from ..enums import POSTS, TOPICS, DiscussionKind
from ..models import Discussion, Post
from ..permissions import check_can_moderate
from ..places import news_url
from ..rights import can_choose_answer

AT_ONCE = 500
# The templates of notices cut longer ones.
TITLE_IN_NOTICES = 90
QUOTES = ["«»", "“”"]


def _locked(topic):
    return (
        Discussion.objects.select_for_update(of=("self",))
        .select_related("hub", "board")
        .get(pk=topic.pk, kind=DiscussionKind.TOPIC)
    )


@transaction.atomic
def pin(topic, moderator, is_pinned):
    """Keep ``topic`` at the head of its board, or not any more."""
    topic = _locked(topic)
    check_can_moderate(moderator, topic)
    if topic.is_pinned == is_pinned:
        return False
    topic.is_pinned = is_pinned
    topic.save(update_fields=["is_pinned"])
    log(topic, "discussions.pin" if is_pinned else "discussions.unpin", user=moderator)
    return True


@transaction.atomic
def close(discussion, moderator, is_closed):
    """Let nobody but moderators write in ``discussion`` (a topic or comments), or let them
    again."""
    discussion = Discussion.objects.select_for_update(of=("self",)).get(pk=discussion.pk)
    check_can_moderate(moderator, discussion)
    if discussion.kind == DiscussionKind.CHAT or discussion.is_closed == is_closed:
        return False
    discussion.is_closed = is_closed
    discussion.save(update_fields=["is_closed"])
    log(discussion, "discussions.close" if is_closed else "discussions.reopen", user=moderator)
    if is_closed and discussion.kind == DiscussionKind.TOPIC:
        _tell(moderator, "topic_closed", discussion)
    return True


@transaction.atomic
def retitle(topic, moderator, title, tags=None):
    """Call ``topic`` otherwise; the address with the old title leads on. ``tags``: names."""
    topic = _locked(topic)
    check_can_moderate(moderator, topic)
    title = one_line(title)
    if not title:
        raise ValidationError({"title": _("Write what the topic is about.")})
    changes = {}
    if title != topic.title:
        changes["title"] = topic.title
        topic.title = title
        topic.save(update_fields=["title"])
        _rename_in_notices(topic, changes["title"])
    if tags is not None and set(tags) != set(topic.tags.names()):
        changes["tags"] = sorted(topic.tags.names())
        topic.tags.set(tags)
    if not changes:
        return False
    log(topic, "discussions.retitle", user=moderator, data={"before": changes})
    # The search finds a topic by the post that it begins with.
    insert_or_update_object_task.enqueue("discussions", "post", str(topic.first_post_id))
    return True


def _rename_in_notices(topic, old):
    """What people were told of ``topic`` calls it as it is called now."""
    lengths = [len(old), TITLE_IN_NOTICES] if len(old) > TITLE_IN_NOTICES else [len(old)]
    pairs = []
    for length in lengths:
        # In its quotation marks: a short title may be a part of any word.
        before, now = Truncator(old).chars(length), Truncator(topic.title).chars(TITLE_IN_NOTICES)
        pairs += [(f"{left}{before}{right}", f"{left}{now}{right}") for left, right in QUOTES]
    reworded.send(sender=Discussion, urls=[news_url(topic)], replaced=pairs)
    posts = list(topic.posts.order_by("pk").only("pk"))
    for start in range(0, len(posts), AT_ONCE):
        urls = [post.get_absolute_url() for post in posts[start : start + AT_ONCE]]
        reworded.send(sender=Discussion, urls=urls, replaced=pairs)


@transaction.atomic
def move(topic, moderator, board):
    """Put ``topic`` on another ``board``; readers are told where it was. One moves only between
    boards that one moderates both."""
    topic = _locked(topic)
    check_can_moderate(moderator, topic)
    if not hubs.can_moderate(moderator, board.hub):
        raise PermissionDenied(_("You do not moderate that board."))
    if topic.board_id == board.pk:
        return False
    old = topic.board
    topic.board, topic.hub, topic.moved_from = board, board.hub, old
    topic.save(update_fields=["board", "hub", "moved_from"])
    follow_container(topic.pk, [TOPICS, POSTS], hub=topic.hub_id)
    if topic.is_visible:
        # Always in one order, or two who move against each other would wait for ever.
        for place, sign in sorted([(old.pk, -1), (board.pk, 1)]):
            add_to_board(place, sign, sign * topic.post_count)
    data = {"from": old.title, "to": board.title}
    log(topic, "discussions.move", user=moderator, data=data)
    _tell(moderator, "topic_moved", topic)
    return True


@transaction.atomic
def choose_answer(topic, user, post):
    """Say that ``post`` answers the question of ``topic``; ``None`` takes the choice back."""
    topic = _locked(topic)
    check_not_barred(user, topic.hub)
    if not can_choose_answer(user, topic):
        raise PermissionDenied(_("The answer is chosen by whoever asked, or by a moderator."))
    if not topic.is_question:
        raise ValidationError(_("This topic asks no question."))
    if post is not None:
        found = Post.objects.published().filter(discussion=topic, pk=post.pk)
        if post.pk == topic.first_post_id or not found.exists():
            raise ValidationError(_("Only an answer that can be read may be chosen."))
    if topic.answer_id == (post.pk if post else None):
        return False
    topic.answer = post
    topic.save(update_fields=["answer"])
    log(topic, "discussions.choose_answer", user=user, data={"post": topic.answer_id})
    if post is not None:
        activity.send(sender=Discussion, actor=user, verb="answer_chosen", target=post,
                      hub=topic.hub)  # fmt: skip
    return True


def _tell(actor, verb, topic):
    activity.send(sender=Discussion, actor=actor, verb=verb, target=topic, hub=topic.hub)
