"""The forum and its boards."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from .. import forum as lists
from ..feeds import forum_feed_url
from ..models import Board
from ..permissions import why_not

NEWEST = 6


@require_safe
def forum(request):
    """``/forum/``: what was said last, and all boards."""
    boards = lists.list_boards(request.user)
    title = _("Forum")
    feed = forum_feed_url()
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "description": _("Questions and experience of the district's teachers."),
        "newest": lists.newest(lists.readable_topics(request.user), request.user, NEWEST),
        "site_boards": [row for row in boards if row.board.hub is None],
        "hub_boards": [row for row in boards if row.board.hub is not None],
        "has_new": any(row.is_new for row in boards),
        "new_topic_url": new_topic_url(request.user),
        "feed_url": feed,
        "feeds": [(title, feed)],
    }
    return TemplateResponse(request, "discussions/forum.html", context)


@require_safe
def all_topics(request):
    """``/forum/topics/``: topics of all boards, the newest first."""
    title = _("All topics")
    context = {
        "title": title,
        "breadcrumbs": [(_("Forum"), reverse("discussions:forum")), (title, request.path)],
        "new_topic_url": new_topic_url(request.user),
        "show_place": True,
        **list_context(request, lists.readable_topics(request.user), by_pin=False),
    }
    return TemplateResponse(request, "discussions/all_topics.html", context)


@require_safe
def board(request, pk):
    """``/forum/boards/<id>/``. The board that a hub has of its own is the hub's section."""
    boards = Board.objects.visible_to(request.user).select_related("hub")
    found = get_object_or_404(boards, pk=pk)
    if found.is_main and found.hub is not None:
        query = request.GET.urlencode()
        url = lists.board_url(found, found.hub)
        return redirect(f"{url}?{query}" if query else url, permanent=True)
    context = {
        "board": found,
        "hub": found.hub,
        "title": found.title,
        "description": found.description,
        "breadcrumbs": board_trail(found),
        **writing_context(request.user, found),
        **list_context(request, lists.readable_topics(request.user).filter(board=found)),
    }
    return TemplateResponse(request, "discussions/board.html", context)


def board_trail(board):
    """The way to ``board``."""
    trail = [(_("Forum"), reverse("discussions:forum"))]
    if board.hub is not None:
        trail.append((board.hub.title, f"{board.hub.url}forum/"))
    if board.hub is None or not board.is_main:
        trail.append((board.title, board.get_absolute_url()))
    return trail


def new_topic_url(user, board=None):
    """Where ``user`` begins a topic; a visitor signs in first."""
    url = reverse("discussions:new_topic")
    if board is not None:
        url = f"{url}?{urlencode({'board': board.pk})}"
    if user.is_authenticated:
        return url
    return f"{reverse('account_login')}?{urlencode({'next': url})}"


def writing_context(user, board):
    """Whether and where ``user`` begins a topic of ``board``, or why she may not."""
    words = why_not(user, board=board) if user.is_authenticated else ""
    is_over = board.is_closed or (board.hub is not None and board.hub.is_wound_up)
    may_begin = not words and not (is_over and not user.is_authenticated)
    return {
        "new_topic_url": new_topic_url(user, board) if may_begin else "",
        "why_not": words,
    }


def list_context(request, topics, *, by_pin=True):
    """A page of ``topics`` and the filters that leave a part of them."""
    unanswered = "unanswered" in request.GET
    only_new = "new" in request.GET and request.user.is_authenticated
    slug = request.GET.get("tag", "")
    tag = None
    if slug:
        tag = Tag.objects.filter(slug=slug[:100]).first()
        if tag is None:
            raise Http404("No such tag.")
    chosen = {}
    if unanswered:
        chosen["unanswered"] = "1"
    if only_new:
        chosen["new"] = "1"
    if tag:
        chosen["tag"] = tag.slug
    found = lists.narrow(topics, unanswered=unanswered, tag=tag.slug if tag else "",
                         only_new=only_new, user=request.user)  # fmt: skip
    key = request.GET.get("after", "")
    page = lists.list_topics(found, request.user, key, by_pin=by_pin)
    return {
        "rows": page.items,
        "next_url": f"?{urlencode({**chosen, 'after': page.next_key})}" if page.next_key else "",
        "first_url": (f"?{urlencode(chosen)}" if chosen else request.path) if key else "",
        "filters": _filters(request, unanswered, only_new),
        "tag": tag,
        "is_narrowed": bool(chosen),
        "noindex": bool(chosen or key),
        "path": request.path,
    }


def _filters(request, unanswered, only_new):
    """Links that choose what is listed: words, address, whether it is chosen."""
    links = [
        (_("All topics"), request.path, not unanswered and not only_new),
        (_("Questions without an answer"), "?unanswered=1", unanswered),
    ]
    if request.user.is_authenticated:
        links.append((_("New for me"), "?new=1", only_new))
    return links
