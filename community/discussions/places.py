"""Where one post stands: the address of the page that has it, whatever its number."""

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from .chat_room import PAGE_SIZE as LIVE_SIZE
from .enums import DiscussionKind
from .forum import PAGE_SIZE
from .keyset import comment_key
from .models import Post

# So many posts stand above the one that was asked for, when it is far from the beginning.
ABOVE = 3


def news_url(discussion):
    """The address that leads to what is new in ``discussion``; it stays when the title
    changes."""
    return reverse("discussions:news", args=[discussion.pk])


def in_threads(posts):
    """``posts`` in the order of comments: answers under what they answer."""
    return posts.annotate(root=Coalesce("thread_id", "pk")).order_by("root", "pk")


def url_of(post, shown):
    """The address of ``post``; ``shown`` are the posts of its discussion that the reader sees."""
    discussion = post.discussion
    if discussion.kind == DiscussionKind.COMMENTS:
        return _among_comments(post, shown)
    url = discussion.get_absolute_url()
    is_chat = discussion.kind == DiscussionKind.CHAT
    if is_chat and _is_in_live_room(post, shown):
        return f"{url}#post-{post.pk}"
    above = shown.filter(pk__lt=post.pk).order_by("-pk")
    above = list(above.values_list("pk", flat=True)[:PAGE_SIZE])
    if len(above) == PAGE_SIZE:
        url = f"{url}?after={above[ABOVE]}"
    elif is_chat and discussion.chat.is_running:
        # The room itself begins with the newest.
        url = f"{url}?after=0"
    return f"{url}#post-{post.pk}"


def _is_in_live_room(post, shown):
    """Whether ``post`` stands in the room of a chat under way, which shows the newest."""
    if not post.discussion.chat.is_running:
        return False
    below = shown.filter(pk__gt=post.pk).order_by("pk").values_list("pk", flat=True)
    return len(below[:LIVE_SIZE]) < LIVE_SIZE


def _among_comments(post, shown):
    target = post.discussion.target
    root = post.thread_id or post.pk
    above = in_threads(shown).filter(Q(root__lt=root) | Q(root=root, pk__lt=post.pk))
    above = list(above.order_by("-root", "-pk").only("pk", "thread_id")[:PAGE_SIZE])
    url = target.get_absolute_url() if hasattr(target, "get_absolute_url") else target.url
    if len(above) == PAGE_SIZE:
        url = f"{url}?comments={comment_key(above[ABOVE])}"
    return f"{url}#post-{post.pk}"


def first_unread(discussion, read_to, shown):
    """The first of ``shown`` after ``read_to``, or the last of all."""
    fresh = shown.filter(pk__gt=read_to or 0).order_by("pk").first()
    return fresh or shown.order_by("-pk").first()


def last_post(discussion):
    """The last post of ``discussion`` that is up, or ``None``."""
    return Post.objects.filter(pk=discussion.last_post_id).first()
