"""Posts as one reader sees them: with her rights and all that stands beside them, in a number
of queries that does not depend on how many there are."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator

from community.members.visibility import can_see
from community.moderation.standing import is_barred
from subjects import permissions as hubs

from .enums import DiscussionKind, PostState
from .models import Attachment, Post, Thanks
from .permissions import why_not
from .rights import Reader, can_choose_answer
from .wording import Wording, wording_for

QUOTE_LENGTH = 280


@dataclass
class Shown:
    """What the template of a post asks for beside the post itself."""

    post: Post
    reader: Reader
    wording: Wording
    is_answer: bool = False
    is_first: bool = False
    # The first that the reader has not seen before.
    is_first_new: bool = False
    # Without scripts an answer begins by a link to the same page.
    reply_url: str = ""
    may_edit: bool = False
    may_delete: bool = False
    may_thank: bool = False
    may_choose: bool = False

    @cached_property
    def html(self):
        """Its words as the reader sees them."""
        return self.wording.show(self.post.html)

    @property
    def is_held(self):
        return self.post.state == PostState.HELD

    @property
    def is_trace(self):
        """Whether the reader sees only that something stood here. Moderators see what was taken
        away; what its author has deleted, nobody."""
        if self.post.state == PostState.DELETED:
            return True
        return self.post.leaves_trace and not self.reader.may_moderate

    @property
    def may_reply(self):
        return self.reader.may_write and self.post.is_published

    @property
    def is_thanked(self):
        return getattr(self.post, "is_thanked", False)

    @property
    def may_decide(self):
        """Whether she decides on it as a moderator; what its author has deleted is gone."""
        return self.reader.may_act and self.post.state != PostState.DELETED

    @property
    def may_complain(self):
        """Nobody complains of herself."""
        user = self.reader.user
        return self.post.is_published and self.post.author_id != (user.pk or 0)

    @cached_property
    def quote(self):
        """The first words of the post that this one answers, while they can be read."""
        answered = self.post.reply_to
        if answered is None or not answered.is_published:
            return ""
        return Truncator(answered.plain_text).chars(QUOTE_LENGTH)


def reader_of(user, discussion):
    """How ``user`` stands in ``discussion``; gives the ``Reader`` and the words for why she may
    not write (nothing when she may)."""
    words = why_not(user, discussion=discussion)
    reader = Reader(
        user=user,
        may_moderate=hubs.can_moderate(user, discussion.hub),
        may_write=not words,
        may_choose=discussion.is_question and can_choose_answer(user, discussion),
        is_barred=is_barred(user, discussion.hub),
        edit_minutes=getattr(discussion, "edit_minutes", None),
    )
    return reader, words


def posts_for(user, posts):
    """``posts`` with all that is shown of each to ``user``."""
    posts = posts.select_related("author__photo", "reply_to__author").annotate(
        has_files=Exists(Attachment.objects.filter(post=OuterRef("pk")))
    )
    if user.is_authenticated:
        own = Thanks.objects.filter(post=OuterRef("pk"), user=user)
        posts = posts.annotate(is_thanked=Exists(own))
    return posts


def show(posts, discussion, reader, read_to=None, page_url=""):
    """``posts`` (from ``posts_for``) as ``Shown``, with their files and faces."""
    fetch_beside(posts, reader.user)
    wording = wording_for(posts, reader.user)
    now = timezone.now()
    is_topic = discussion.kind == DiscussionKind.TOPIC
    shown, is_line_drawn = [], read_to is None
    for post in posts:
        post.discussion = discussion
        is_new = not is_line_drawn and post.pk > read_to
        is_line_drawn = is_line_drawn or is_new
        is_first = is_topic and post.pk == discussion.first_post_id
        separator = "&" if "?" in page_url else "?"
        shown.append(
            Shown(
                post=post,
                reader=reader,
                wording=wording,
                is_answer=post.pk == discussion.answer_id,
                is_first=is_first,
                is_first_new=is_new,
                reply_url=f"{page_url}{separator}reply={post.pk}#reply",
                may_edit=reader.may_edit(post, now),
                may_delete=reader.may_delete(post),
                may_thank=reader.may_thank(post),
                may_choose=reader.may_choose and post.is_published and not is_first,
            )
        )
    return shown


def fetch_beside(posts, user):
    """Files and faces of ``posts``: one query each, and none where there are none."""
    with_files = [post for post in posts if post.has_files]
    if with_files:
        files = Prefetch("attachments", Attachment.objects.select_related("stored"))
        prefetch_related_objects(with_files, files)
    photos = [
        post.author.photo
        for post in posts
        if post.author and post.author.photo_id and can_see(user, post.author, "photo")
    ]
    if photos:
        prefetch_related_objects(photos, "renditions")
