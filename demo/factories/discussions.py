"""Boards, discussions and posts as they stand, for tests and for the demo content.

Rows are made past ``actions``: no notices, no checks, no log; the numbers beside them are set
right by ``counters``.
"""

import datetime

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.html import format_html

from community.discussions import counters
from community.discussions.enums import DiscussionKind, PostState
from community.discussions.models import Board, Discussion, Follow, Post, ReadMark, Thanks
from community.discussions.rendering import RENDERING_VERSION
from community.discussions.targets import target_of

from .members import UserFactory
from .subjects import HubPageFactory


class BoardFactory(factory.django.DjangoModelFactory):
    """A board of the whole site, or of ``hub``; every hub has one of its own already
    (``board_of``)."""

    title = factory.Sequence(lambda n: f"Учительская, стол {n}")
    description = "Разговоры обо всём, что касается школы."

    class Meta:
        model = Board


def board_of(hub):
    """The board that ``hub`` was given when it was founded."""
    return Board.objects.get(hub=hub, is_main=True)


class PostFactory(factory.django.DjangoModelFactory):
    """A post of ``discussion``; ``minutes_ago`` says when it was written."""

    author = factory.SubFactory(UserFactory)
    source = factory.Sequence(lambda n: f"Мнение {n}: начинать лучше с наглядного примера.")
    state = PostState.PUBLISHED
    rendering_version = RENDERING_VERSION

    class Meta:
        model = Post

    @classmethod
    def _create(cls, model_class, *args, minutes_ago=None, files=(), **kwargs):
        author = kwargs.get("author")
        kwargs.setdefault("author_name", author.get_community_name() if author else "")
        kwargs.setdefault("html", format_html("<p>{}</p>", kwargs["source"]))
        post = model_class.objects.create(**kwargs)
        if minutes_ago is not None:
            post.created_at = timezone.now() - datetime.timedelta(minutes=minutes_ago)
            post.save(update_fields=["created_at"])
        for order, stored in enumerate(files):
            post.attachments.create(stored=stored, order=order)
        counters.recount(post.discussion)
        return post


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic of ``board`` (or of the board of ``hub``) with its first post.

    Beside the fields: ``tags`` (names), ``source`` and ``state`` of the first post, ``posts``
    (how many more there are).
    """

    title = factory.Sequence(lambda n: f"Как начать тему дробей, способ {n}")
    author = factory.SubFactory(UserFactory)
    kind = DiscussionKind.TOPIC

    class Meta:
        model = Discussion

    @classmethod
    def _create(cls, model_class, *args, hub=None, tags=(), source="", state=PostState.PUBLISHED,
                posts=0, minutes_ago=None, **kwargs):  # fmt: skip
        board = kwargs.get("board") or board_of(hub or HubPageFactory())
        kwargs |= {"board": board, "hub": board.hub}
        topic = model_class.objects.create(**kwargs)
        topic.tags.add(*tags)
        source = source or "Коллеги, с чего вы начинаете эту тему?"
        PostFactory(
            discussion=topic,
            author=topic.author,
            source=source,
            state=state,
            minutes_ago=minutes_ago,
        )
        add_posts(topic, posts)
        return model_class.objects.get(pk=topic.pk)


class CommentsFactory(factory.django.DjangoModelFactory):
    """The comments under ``target``, with ``posts`` of them."""

    kind = DiscussionKind.COMMENTS

    class Meta:
        model = Discussion

    @classmethod
    def _create(cls, model_class, *args, target, posts=0, **kwargs):
        kind = target_of(target)
        discussion = model_class.objects.create(
            content_type=ContentType.objects.get_for_model(kind.model),
            target_id=target.pk,
            hub=kind.get_hub(target),
            **kwargs,
        )
        add_posts(discussion, posts)
        return model_class.objects.get(pk=discussion.pk)


def add_posts(discussion, number, **kwargs):
    """Add ``number`` posts at once, whatever their number; each says which one it is."""
    author = kwargs.pop("author", None) or UserFactory()
    kwargs = {"author": author, "author_name": author.get_community_name(), **kwargs}
    made = Post.objects.bulk_create(
        Post(
            discussion=discussion,
            source=f"Ответ {n}",
            html=f"<p>Ответ {n}</p>",
            rendering_version=RENDERING_VERSION,
            **kwargs,
        )
        for n in range(1, number + 1)
    )
    counters.recount(discussion)
    return made


class FollowFactory(factory.django.DjangoModelFactory):
    """Somebody who wants news of a discussion."""

    user = factory.SubFactory(UserFactory)
    discussion = factory.SubFactory(TopicFactory)

    class Meta:
        model = Follow


class ThanksFactory(factory.django.DjangoModelFactory):
    """Somebody's thanks, past ``actions``: the number on the post is set too."""

    user = factory.SubFactory(UserFactory)

    class Meta:
        model = Thanks

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        thanks = model_class.objects.create(**kwargs)
        post = thanks.post
        post.thanks_count = post.thanks.count()
        post.save(update_fields=["thanks_count"])
        return thanks


def read_up_to(user, discussion, post=None):
    """``user`` has read ``discussion`` up to ``post``, or all of it."""
    last = post.pk if post else discussion.posts.order_by("-pk").first().pk
    ReadMark.objects.update_or_create(
        user=user, discussion=discussion, defaults={"last_post_id": last}
    )
