"""What a reader sees in the room of a chat: its messages, who takes part, what she may do."""

import zlib
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .chat_rights import can_change, can_end
from .enums import ChatState
from .keyset import slice_posts
from .models import Follow, Post
from .rights import Reader
from .shown import Shown, posts_for, show

PAGE_SIZE = 50
# As many messages a page with scripts keeps and compares; older ones are a link away.
WINDOW = 200
PRINTED_AT_ONCE = 1000
PEOPLE_SHOWN = 60


@dataclass
class SessionAct:
    """Something that may be done with the session: a link with an icon."""

    url: str
    icon: str
    label: str


@dataclass
class Message:
    """One message as the reader sees it."""

    shown: Shown
    reader: Reader

    @property
    def post(self):
        return self.shown.post

    @property
    def mark(self):
        """Changes whenever the message reads otherwise than before."""
        return _mark(self.post.state, self.post.edited_at, self.post.public_reason)

    @property
    def html(self):
        """The words as the reader sees them."""
        return self.shown.html

    @property
    def is_own(self):
        return self.post.author_id is not None and self.post.author_id == self.reader.user.pk


def session_acts(user, session):
    """What ``user`` may do with the session now."""
    acts = []
    state = session.state
    if state in {ChatState.COMING, ChatState.RUNNING} and can_change(user, session):
        acts.append(("edit_chat", "edit", _("Change")))
    if state == ChatState.COMING and can_change(user, session):
        acts.append(("cancel_chat", "x", _("Cancel the chat")))
    if state == ChatState.RUNNING and can_end(user, session):
        acts.append(("end_chat", "check", _("End the chat")))
    key = [session.discussion_id]
    return [
        SessionAct(reverse(f"discussions:{name}", args=key), icon, words)
        for name, icon, words in acts
    ]


def messages_page(session, reader, *, before="", after=""):
    """A page of messages, as ``keyset.Slice`` of ``shown.Shown``. Under way the newest come
    first to hand, afterwards one reads from the beginning."""
    posts = posts_for(reader.user, _posts(session, reader))
    if not before and not after and not session.is_over:
        # What stands before a key larger than all: the newest.
        page = slice_posts(posts, PAGE_SIZE, before="9" * 18)
        page.next_key = ""
    else:
        page = slice_posts(posts, PAGE_SIZE, before=before, after=after)
        if after == "0":
            page.previous_key = ""
    page.items = show_messages(page.items, session, reader)
    return page


def newer_messages(session, reader, after):
    """Messages after that number, oldest first, and whether there are still more."""
    posts = posts_for(reader.user, _posts(session, reader).filter(pk__gt=after))
    found = list(posts.order_by("pk")[: PAGE_SIZE + 1])
    return show_messages(found[:PAGE_SIZE], session, reader), len(found) > PAGE_SIZE


def chosen_messages(session, reader, keys):
    """Messages of those numbers, as far as the reader sees them."""
    posts = posts_for(reader.user, _posts(session, reader).filter(pk__in=keys))
    return show_messages(list(posts.order_by("pk")), session, reader)


def window(session, reader, since):
    """Pairs of a number and a mark for the newest messages from number ``since`` on: what is
    not on the page, or bears another mark there, has changed."""
    posts = _posts(session, reader).filter(pk__gte=since).order_by("-pk")
    rows = posts.values_list("pk", "state", "edited_at", "public_reason")[:WINDOW]
    return [[pk, _mark(*rest)] for pk, *rest in rows]


def show_messages(posts, session, reader):
    """``posts`` (from ``posts_for``) as their template wants them."""
    return [Message(shown, reader) for shown in show(posts, session.discussion, reader)]


def _mark(state, edited_at, public_reason):
    return f"{zlib.crc32(repr((str(state), edited_at, public_reason)).encode()):x}"


def _posts(session, reader):
    return Post.objects.shown_in(session.discussion, reader.user, reader.may_moderate)


def people_of(session):
    """Who has said something that is up, by name."""
    spoken = Post.objects.published().filter(discussion=session.discussion).values("author")
    people = get_user_model().objects.filter(pk__in=spoken)
    return people.order_by("name_key", "pk")[:PEOPLE_SHOWN]


def printed_messages(session, after=0):
    """What everybody may read, for paper, from the number ``after`` on."""
    posts = session.discussion.posts.published().filter(pk__gt=after).order_by("pk")
    return posts.select_related("author", "reply_to__author")


def is_reminded(user, session):
    """Whether ``user`` has asked to be told before the beginning."""
    if not user.is_authenticated:
        return False
    follows = Follow.objects.filter(user=user, discussion=session.discussion, is_muted=False)
    return follows.exists()


def clock(session):
    """How the session stands, and the seconds to its beginning and end: a reader's own clock
    may be wrong."""
    now = timezone.now()
    state = session.state_at(now)
    return {
        "state": state.value,
        "begins_in": max(0, round((session.starts_at - now).total_seconds())),
        "ends_in": max(0, round((session.finished_at - now).total_seconds())),
    }
