"""The page of a topic, and the way to a single post."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from subjects import permissions as hubs

from ..actions.reading import see
from ..enums import DiscussionKind
from ..feeds import topic_feed_url
from ..forum import PAGE_SIZE, find_topic, tags_of
from ..keyset import slice_posts
from ..models import Discussion, Post, ReadMark
from ..places import first_unread, last_post, url_of
from ..shown import posts_for, reader_of, show
from .forum import board_trail
from .writing import form_for


@require_safe
def topic(request, pk, slug):
    """``/forum/<id>/<slug>/``: twenty posts at a time. The number alone finds it: another slug
    redirects, so that addresses live on after the title is mended."""
    found = find_topic(request.user, pk)
    url = found.get_absolute_url()
    if slug != found.slug:
        query = request.GET.urlencode()
        return redirect(f"{url}?{query}" if query else url, permanent=True)
    is_moderator = hubs.can_moderate(request.user, found.hub)
    posts = Post.objects.shown_in(found, request.user, is_moderator)
    if (place := request.GET.get("show")) in {"new", "last"}:
        return redirect(_special_place(request.user, found, posts, place))
    context = topic_context(request, found, posts)
    response = TemplateResponse(request, "discussions/topic.html", context)
    see(request.user, found, [row.post for row in context["rows"]])
    return response


def _special_place(user, topic, posts, place):
    """The address of the first post that is new for ``user``, or of the last of all."""
    read_to = getattr(topic, "read_to", None)
    if place == "new" and read_to is None:
        return topic.get_absolute_url()
    post = first_unread(topic, read_to, posts) if place == "new" else last_post(topic)
    if post is None:
        return topic.get_absolute_url()
    post.discussion = topic
    return url_of(post, posts)


def topic_context(request, topic, posts):
    """What the page of ``topic`` shows of ``posts``, those that the reader sees."""
    reader, words = reader_of(request.user, topic)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = slice_posts(posts_for(request.user, posts), PAGE_SIZE, after=after, before=before)
    if not page.items and (after or before):
        raise Http404("Nothing stands there.")
    url = topic.get_absolute_url()
    page_url = url
    if after or before:
        query = {"after": after} if not before else {"before": before}
        page_url = f"{url}?{urlencode(query)}"
    rows = show(page.items, topic, reader, getattr(topic, "read_to", None), page_url)
    is_beginning = not page.previous_key
    feed = topic_feed_url(topic)
    return {
        "topic": topic,
        "hub": topic.hub,
        "board": topic.board,
        "title": topic.title,
        "breadcrumbs": [*board_trail(topic.board), (topic.title, url)],
        "description": rows[0].post.plain_text if rows and is_beginning else "",
        "noindex": bool(after or before),
        "tags": tags_of(topic),
        "rows": rows,
        "answer": _answer(topic, rows),
        "is_beginning": is_beginning,
        "previous_url": f"{url}?before={page.previous_key}" if page.previous_key else "",
        "next_url": f"{url}?after={page.next_key}" if page.next_key else "",
        "url": url,
        "reader": reader,
        "why_not": words if request.user.is_authenticated or topic.is_closed else "",
        "post_form": form_for(request, discussion=topic) if reader.may_write else None,
        "form_action": reverse("discussions:reply", args=[topic.pk]),
        "write_title": _("Your answer"),
        "is_followed": getattr(topic, "follow_muted", None) is False,
        "sign_in_url": sign_in_url(page_url),
        "feed_url": feed,
        "feeds": [(topic.title, feed)],
    }


def _answer(topic, rows):
    """The chosen answer, to stand under the question, unless it stands there anyway."""
    answer = topic.answer
    is_next = len(rows) > 1 and rows[0].is_first and rows[1].is_answer
    return answer if answer is not None and answer.is_published and not is_next else None


def sign_in_url(url):
    """To the page for signing in and back to ``url``."""
    return f"{reverse('account_login')}?{urlencode({'next': url})}"


@require_safe
def post(request, pk):
    """``/posts/<id>/``: to the post in its place."""
    found = get_object_or_404(Post.objects.select_related("discussion"), pk=pk)
    discussion, shown = _readable(request.user, found.discussion)
    if not shown.filter(pk=pk).exists():
        raise Http404("It waits for a moderator.")
    found.discussion = discussion
    return redirect(url_of(found, shown))


@require_safe
def news(request, pk):
    """``/discussions/<id>/``: to what the reader has not seen yet, whatever kind it is of."""
    discussion = get_object_or_404(Discussion, pk=pk)
    discussion, shown = _readable(request.user, discussion)
    mark = ReadMark.objects.filter(user=request.user.pk, discussion=discussion).first()
    fresh = first_unread(discussion, mark.last_post_id if mark else 0, shown)
    if fresh is None:
        return redirect(discussion)
    fresh.discussion = discussion
    return redirect(url_of(fresh, shown))


def _readable(user, discussion):
    """``discussion`` and those of its posts that ``user`` sees; else 404 or 410."""
    if discussion.kind == DiscussionKind.TOPIC:
        discussion = find_topic(user, discussion.pk)
    else:
        readable = Discussion.objects.visible_to(user).select_related("hub")
        discussion = get_object_or_404(readable, pk=discussion.pk)
    is_moderator = hubs.can_moderate(user, discussion.hub)
    return discussion, Post.objects.shown_in(discussion, user, is_moderator)
