"""What a member does for herself: thanks, follows, and looks at what is new for her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import forum
from ..actions import reading
from ..me import answers_to, follows_of
from ..models import Board, Discussion, Post


@require_POST
@never_cache
@login_required
def thank(request, pk):
    """``/posts/<id>/thank/``: gives thanks, or takes them back with ``on=0``; sent twice, it is
    done once."""
    post = get_object_or_404(Post.objects.visible_to(request.user).published(), pk=pk)
    is_thankful = request.POST.get("on", "1") != "0"
    error = ""
    try:
        reading.thank(request.user, post, is_thankful)
    except PermissionDenied as refusal:
        error = str(refusal)
    if request.headers.get("Accept", "").startswith("application/json"):
        post.refresh_from_db(fields=["thanks_count"])
        answer = {"count": post.thanks_count, "on": is_thankful, "error": error}
        return JsonResponse(answer, status=403 if error else 200)
    if error:
        messages.error(request, error)
    return redirect(post)


def find_discussion(request, pk):
    """The discussion with that number, which the reader may read; else 404."""
    return get_object_or_404(Discussion.objects.visible_to(request.user), pk=pk)


@require_POST
@never_cache
@login_required
def follow(request, pk):
    """``/forum/<id>/follow/``: news of a discussion, or none with ``on=0``."""
    discussion = find_discussion(request, pk)
    if not request.user.is_member:
        raise Http404("Only members follow discussions.")
    if request.POST.get("on", "1") != "0":
        reading.follow(request.user, discussion)
        messages.success(request, _("You will get news of this discussion."))
    else:
        reading.unfollow(request.user, discussion)
        messages.success(request, _("You will get no more news of this discussion."))
    return redirect(discussion)


@require_POST
@never_cache
@login_required
def read_all(request):
    """``/forum/read/``: nothing is new any more, on a board or in the whole forum."""
    topics = forum.readable_topics(request.user)
    board = None
    if (pk := request.POST.get("board", "")).isdecimal() and len(pk) < 19:
        board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
        topics = topics.filter(board=board)
    reading.mark_all_read(request.user, topics)
    messages.success(request, _("Everything is marked as read."))
    return redirect(forum.board_url(board, board.hub) if board else "discussions:forum")


@require_safe
@never_cache
@login_required
def my_discussions(request):
    """``/me/discussions/``: what I follow, with what is new there, and answers to me."""
    title = _("My discussions")
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "noindex": True,
        "follows": follows_of(request.user),
        "answers": answers_to(request.user),
    }
    return TemplateResponse(request, "discussions/me/discussions.html", context)
