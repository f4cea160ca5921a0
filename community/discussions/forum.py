"""Topics and boards as the forum lists them."""

from dataclasses import dataclass

from django.db.models import Aggregate, CharField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import Http404

from community.moderation.models import Sanction
from community.moderation.standing import remember_no_sanctions
from home.views.errors import Gone
from subjects import permissions as hubs

from .attachments import recently_attached
from .enums import DiscussionKind, PostState
from .keyset import slice_topics
from .models import Board, Discussion, DiscussionSettings, Post, TaggedDiscussion
from .unread import is_new, unread_by, with_reading

PAGE_SIZE = 20
# Between a tag's slug and its name, and between tags; neither stands in a name.
UNIT, RECORD = "\x1f", "\x1e"


class JoinedText(Aggregate):
    """Texts of a group in one: what SQLite and PostgreSQL call by two names."""

    function = "group_concat"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **extra):
        return super().as_sql(compiler, connection, function="string_agg", **extra)


@dataclass
class TopicRow:
    """One topic in a list, as one reader sees it."""

    topic: Discussion
    is_new: bool = False

    @property
    def url(self):
        """To what is new, or to the beginning."""
        return (
            f"{self.topic.get_absolute_url()}?show=new"
            if self.is_new
            else (self.topic.get_absolute_url())
        )

    @property
    def reply_count(self):
        return max(self.topic.post_count - 1, 0)

    @property
    def board_url(self):
        return board_url(self.topic.board, self.topic.hub)


@dataclass
class BoardRow:
    """One board in a list."""

    board: Board
    is_new: bool = False

    @property
    def url(self):
        return board_url(self.board, self.board.hub)


def board_url(board, hub):
    """Where the topics of ``board`` are: a hub's own board is the hub's section."""
    if hub is not None and board.is_main:
        return f"{hub.url}forum/"
    return board.get_absolute_url()


# -- Lists -------------------------------------------------------------------------------


def readable_topics(user):
    """Topics that ``user`` may read, wherever they stand."""
    return Discussion.objects.visible_in_hubs(user).filter(
        kind=DiscussionKind.TOPIC, is_visible=True
    )


def for_rows(topics, user):
    """With what a row shows, and without what it does not."""
    topics = topics.for_list().defer("hub__body", "hub__goal", "last_post__source",
                                     "last_post__html")  # fmt: skip
    return with_reading(topics, user) if user.is_authenticated else topics


def as_rows(topics, user):
    return [TopicRow(topic, is_new(topic, user)) for topic in topics]


def list_topics(topics, user, key="", *, by_pin=True, size=PAGE_SIZE):
    """A page of ``topics`` in their order: rows, and the key of the next page."""
    topics = topics.as_listed() if by_pin else topics.newest_first()
    page = slice_topics(for_rows(topics, user), key, size, by_pin=by_pin)
    page.items = as_rows(page.items, user)
    return page


def newest(topics, user, number):
    """The ``number`` topics in which something was said last."""
    return as_rows(for_rows(topics, user).newest_first()[:number], user)


def narrow(topics, *, unanswered=False, tag="", only_new=False, user=None):
    """What the filters of a board leave."""
    if unanswered:
        topics = topics.filter(is_question=True, answer=None)
    if tag:
        topics = topics.tagged(tag)
    if only_new:
        topics = unread_by(with_reading(topics, user), user)
    return topics


def list_boards(user, boards=None):
    """Boards that ``user`` may read: those of the site first, then those of the hubs in the
    order of the tree, each with its last topic; one query."""
    boards = (Board.objects if boards is None else boards).visible_to(user).for_list()
    boards = boards.defer("hub__body", "hub__goal", "last_discussion__last_post__source",
                          "last_discussion__last_post__html")  # fmt: skip
    if user.is_authenticated:
        topics = Discussion.objects.topics().filter(board=OuterRef("pk"), is_visible=True)
        boards = boards.annotate(has_new=Exists(unread_by(with_reading(topics, user), user)))
    # An empty hub sorts last on one database and first on the other.
    rows = sorted(boards, key=lambda board: (board.hub.path if board.hub else "", board.order,
                                             board.pk))  # fmt: skip
    return [BoardRow(board, getattr(board, "has_new", False)) for board in rows]


# -- One topic ---------------------------------------------------------------------------


def _for_page(topics, user):
    """With what the page of a topic shows, its tags among it."""
    words = Concat(F("tag__slug"), Value(UNIT), F("tag__name"), output_field=CharField())
    tags = TaggedDiscussion.objects.filter(content_object=OuterRef("pk")).order_by()
    tags = tags.values("content_object").annotate(words=JoinedText(words, Value(RECORD)))
    # What a closed hub's board is called is the affair of those who may enter the hub.
    former = Board.objects.visible_to(user).filter(pk=OuterRef("moved_from"))
    edit = DiscussionSettings.objects.filter(site__is_default_site=True)
    topics = (
        topics.select_related("hub", "board", "author", "answer__author")
        .defer("hub__body", "hub__goal", "answer__source")
        .annotate(edit_minutes=Subquery(edit.values("edit_minutes")[:1]))
        .annotate(tag_words=Subquery(tags.values("words")[:1]))
        .annotate(former_board=Subquery(former.order_by().values("title")[:1]))
    )
    if not user.is_authenticated:
        return topics
    sanctions = Sanction.objects.in_force().filter(user=user)
    files = recently_attached(user).order_by().values("stored__uploaded_by")
    keys = files.annotate(keys=JoinedText(Cast("stored_id", CharField()), Value(" ")))
    return with_reading(topics, user).annotate(
        has_sanctions=Exists(sanctions), taken_keys=Subquery(keys.values("keys")[:1])
    )


def taken_files(topic):
    """Keys of the files that the reader has lately put into posts; ``None`` where this is not
    known (of what does not come from ``find_topic``)."""
    if not hasattr(topic, "taken_keys"):
        return None
    return {int(key) for key in (topic.taken_keys or "").split()}


def tags_of(topic):
    """Pairs of a slug and a name, of a topic from ``find_topic``."""
    records = (topic.tag_words or "").split(RECORD)
    return sorted(
        (tuple(record.split(UNIT)) for record in records if record), key=lambda pair: pair[1]
    )


def find_topic(user, pk):
    """The topic with that number as ``user`` may read it. One that waits is there for its
    author and for moderators; one that was taken away raises ``Gone`` with its hub."""
    topics = Discussion.objects.topics().visible_in_hubs(user)
    topic = _for_page(topics, user).filter(pk=pk).first()
    if topic is None:
        raise Http404("No such topic, or not for this reader.")
    topic.board.hub = topic.hub
    if user.is_authenticated and not topic.has_sanctions:
        remember_no_sanctions(user)
    if topic.is_visible or hubs.can_moderate(user, topic.hub):
        return topic
    state = Post.objects.filter(pk=topic.first_post_id).values_list("state", flat=True).first()
    if state == PostState.HELD:
        if user.is_authenticated and topic.author_id == user.pk:
            return topic
        raise Http404("It waits for a moderator.")
    raise Gone(hub=topic.hub)
