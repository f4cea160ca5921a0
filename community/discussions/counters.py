"""The numbers that discussions and boards keep beside themselves. They speak of what everybody
may read: published posts, and topics whose first post is up.

``actions`` call these within the transaction that changes a post, with the row of the
discussion locked; the board comes last, so that it is locked for a moment only.
"""

from django.db.models import Count, F, Sum
from django.db.models.functions import Greatest

from .enums import DiscussionKind
from .models import Board, Discussion

FIELDS = ["post_count", "first_post", "last_post", "active_at", "is_visible", "answer"]


def post_appeared(discussion, post):
    """``post`` of the locked ``discussion`` is up: it is new, was let out, or was put back."""
    before = _share(discussion)
    discussion.post_count += 1
    if discussion.first_post_id is None or post.pk < discussion.first_post_id:
        discussion.first_post = post
    if post.pk == discussion.first_post_id:
        discussion.is_visible = True
    if discussion.last_post_id is None or post.pk > discussion.last_post_id:
        _set_last(discussion, post)
    _keep(discussion, before)


def post_vanished(discussion, post):
    """``post`` of the locked ``discussion``, which was up, is not any more."""
    before = _share(discussion)
    discussion.post_count = max(0, discussion.post_count - 1)
    if discussion.answer_id == post.pk:
        discussion.answer = None
    if post.pk == discussion.first_post_id:
        _set_first(discussion)
    if post.pk == discussion.last_post_id:
        _set_last(discussion, _last_of(discussion))
    _keep(discussion, before)


def topic_waits(discussion, post):
    """The first ``post`` of a new topic is not up yet, and so the topic is in no list."""
    discussion.first_post = post
    discussion.is_visible = False
    discussion.save(update_fields=FIELDS)


def recount(discussion):
    """Set the numbers of ``discussion`` from its rows, and those of its board. Returns whether
    anything was wrong."""
    old = [getattr(discussion, Discussion._meta.get_field(name).attname) for name in FIELDS]
    discussion.post_count = discussion.posts.published().count()
    _set_first(discussion)
    discussion.last_post = _last_of(discussion)
    if discussion.last_post is not None:
        discussion.active_at = discussion.last_post.created_at
    answer = discussion.answer
    if answer is not None and not answer.is_published:
        discussion.answer = None
    new = [getattr(discussion, Discussion._meta.get_field(name).attname) for name in FIELDS]
    if old != new:
        discussion.save(update_fields=FIELDS)
    is_board_wrong = discussion.board_id is not None and recount_board(discussion.board)
    return old != new or is_board_wrong


def recount_board(board):
    """Set the numbers of ``board`` from its topics. Returns whether anything was wrong."""
    visible = Discussion.objects.topics().filter(board=board, is_visible=True).order_by()
    sums = visible.aggregate(topics=Count("pk"), posts=Sum("post_count"))
    new = {
        "topic_count": sums["topics"],
        "post_count": sums["posts"] or 0,
        "last_discussion_id": _last_topic(board.pk),
    }
    wrong = {name for name, value in new.items() if getattr(board, name) != value}
    if wrong:
        Board.objects.filter(pk=board.pk).update(**new)
        board.refresh_from_db(fields=["topic_count", "post_count", "last_discussion"])
    return bool(wrong)


# -- One discussion ----------------------------------------------------------------------


def _set_first(discussion):
    """The post that a topic begins with, in whatever state: the topic is read as long as it is
    up. Of comments and chats, the first that is up."""
    posts = discussion.posts.order_by("pk")
    if discussion.kind == DiscussionKind.TOPIC:
        discussion.first_post = posts.first()
        discussion.is_visible = bool(discussion.first_post and discussion.first_post.is_published)
    else:
        discussion.first_post = posts.published().first()
        discussion.is_visible = True


def _last_of(discussion):
    return discussion.posts.published().order_by("-pk").first()


def _set_last(discussion, post):
    discussion.last_post = post
    discussion.active_at = post.created_at if post is not None else discussion.created_at


# -- Its board ---------------------------------------------------------------------------


def _share(discussion):
    """What the discussion adds to its board: topics, and posts."""
    return (1, discussion.post_count) if discussion.is_visible else (0, 0)


def _keep(discussion, before):
    discussion.save(update_fields=FIELDS)
    if discussion.board_id is not None:
        after = _share(discussion)
        add_to_board(discussion.board_id, after[0] - before[0], after[1] - before[1])


def add_to_board(board_id, topics, posts):
    """Add so many (or, below nought, take away) to the numbers of a board, and find anew which
    of its topics was the last to be written in."""
    Board.objects.filter(pk=board_id).update(
        topic_count=Greatest(F("topic_count") + topics, 0),
        post_count=Greatest(F("post_count") + posts, 0),
    )
    # Asked after the row is locked, so that of two at once the later one sees both.
    Board.objects.filter(pk=board_id).update(last_discussion=_last_topic(board_id))


def _last_topic(board_id):
    topics = Discussion.objects.topics().filter(board=board_id, is_visible=True)
    return topics.order_by("-active_at", "-pk").values_list("pk", flat=True).first()
