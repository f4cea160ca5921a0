"""What people are told of what is said, so that nobody is flooded: of one post each hears once,
and of a discussion nothing more until she has looked in.
"""

import re

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind
from subjects.signals import activity

from .actions.reading import follow_own
from .models import Discussion, Follow, Post
from .places import news_url

ANSWERED, MENTIONED, CONTINUED = "post_answered", "post_mentioned", "discussion_continued"
GROUP = _("Discussions")


def follow_post(sender, actor, verb, target, hub, **kwargs):
    """A post is up: its author follows what she has written in, and those whom it concerns are
    told. One listener tells each kind of news, so that a member may choose between them."""
    if verb != "post_published" or not isinstance(target, Post):
        return
    if target.author is not None:
        follow_own(target.author, target.discussion)
    for news in (MENTIONED, ANSWERED, CONTINUED):
        activity.send(sender=Post, actor=target.author, verb=news, target=target, hub=hub)


def connect():
    activity.connect(follow_post, dispatch_uid="discussions.follow_post")


# -- Whom to tell ------------------------------------------------------------------------


def _who_may_read(people, post):
    """Those of ``people`` who may read ``post`` where it stands."""
    return [
        person
        for person in people
        if person.is_active
        and Discussion.objects.visible_to(person).filter(pk=post.discussion_id).exists()
    ]


def _muted(post):
    return Follow.objects.filter(discussion=post.discussion_id, is_muted=True).values("user")


def mentioned(event):
    """Whoever is called by name in the post."""
    people = get_user_model().objects.filter(mentions__post=event.target)
    return _who_may_read(people.exclude(pk__in=_muted(event.target)), event.target)


def answered(event):
    """Whoever wrote what the post answers; the author of a topic hears of its answers as one
    who follows it."""
    post = event.target
    if post.reply_to is None or post.reply_to.author is None:
        return []
    people = get_user_model().objects.filter(pk=post.reply_to.author_id)
    people = people.exclude(mentions__post=post).exclude(pk__in=_muted(post))
    return _who_may_read(people, post)


def followers(event):
    """Whoever follows the discussion, but for those who hear of the post anyway."""
    post = event.target
    people = get_user_model().objects.filter(
        followed_discussions__discussion=post.discussion_id,
        followed_discussions__is_muted=False,
    )
    people = people.exclude(mentions__post=post)
    if post.reply_to is not None and post.reply_to.author_id is not None:
        people = people.exclude(pk=post.reply_to.author_id)
    return _who_may_read(people, post)


def author_of(event):
    """Whoever wrote the post."""
    author = event.target.author
    return [author] if author is not None and author.is_active else []


# -- Where it leads ----------------------------------------------------------------------


def to_news(event):
    return news_url(event.target.discussion)


def to_post(event):
    return event.target.get_absolute_url()


DISCUSSION = re.compile(r"/(?:discussions|chat)/(\d+)/")
POST = re.compile(r"/posts/(\d+)/")


def find_readable(person, urls):
    """Those of ``urls`` whose discussion or post ``person`` may read now."""
    discussions, posts = (
        {url: int(match[1]) for url in urls if (match := pattern.match(url))}
        for pattern in (DISCUSSION, POST)
    )
    there = _keys(Discussion.objects.visible_to(person), discussions)
    up = _keys(Post.objects.visible_to(person).published(), posts)
    found = {url for url, key in discussions.items() if key in there}
    return found | {url for url, key in posts.items() if key in up}


def _keys(rows, wanted):
    if not wanted:
        return set()
    found = rows.filter(pk__in=set(wanted.values())).order_by()
    return set(found.values_list("pk", flat=True))


NOTICE_KINDS = [
    NoticeKind(
        ANSWERED,
        _("Somebody answers me"),
        GROUP,
        "discussions/notices/answered.txt",
        answered,
        to_news,
        is_told_once=True,
        find_readable=find_readable,
    ),
    NoticeKind(
        MENTIONED,
        _("Somebody mentions me"),
        GROUP,
        "discussions/notices/mentioned.txt",
        mentioned,
        to_post,
        find_readable=find_readable,
    ),
    NoticeKind(
        CONTINUED,
        _("Something new in a discussion that I follow"),
        GROUP,
        "discussions/notices/continued.txt",
        followers,
        to_news,
        is_told_once=True,
        find_readable=find_readable,
    ),
    NoticeKind(
        "post_thanked",
        _("Somebody thanks me for a post"),
        GROUP,
        "discussions/notices/thanked.txt",
        author_of,
        to_post,
        is_told_once=True,
        find_readable=find_readable,
    ),
    NoticeKind(
        "answer_chosen",
        _("My post was chosen as the answer"),
        GROUP,
        "discussions/notices/answer_chosen.txt",
        author_of,
        to_post,
        find_readable=find_readable,
    ),
]
