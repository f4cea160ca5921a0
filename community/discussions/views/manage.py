"""What moderators do with a topic as a whole; whoever asked a question chooses the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.moderation.actions.decisions import decide_on
from community.moderation.enums import Act
from community.moderation.forms import add_errors
from community.moderation.queue.forms import DecisionForm

from ..actions import topics as acts
from ..enums import PostState
from ..forms.topics import TopicForm
from ..forum import find_topic
from ..models import Discussion, Post
from ..permissions import check_can_moderate
from .forum import board_trail
from .writing import OK, UNPROCESSABLE

# What there is to decide about a post, by how it stands.
ACTS = {
    PostState.PUBLISHED: [Act.HIDE, Act.REMOVE, Act.EDIT],
    PostState.HELD: [Act.APPROVE, Act.HIDE, Act.REMOVE, Act.EDIT],
    PostState.HIDDEN: [Act.RESTORE, Act.REMOVE],
    PostState.REMOVED: [Act.RESTORE],
}


def _key(text):
    """A key of the database in what a form has sent, or 404."""
    if not text.isdecimal() or len(text) > 18:
        raise Http404("No such number.")
    return int(text)


def _wanted(request):
    """Whether a switch was turned on (``on=1``) or off."""
    return request.POST.get("on", "1") != "0"


def _back(request, fallback):
    """Where the reader was, if that is a page of this site."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return redirect(address if is_ours else fallback)


@require_POST
@never_cache
@login_required
def pin(request, pk):
    """``/forum/<id>/pin/``"""
    topic = find_topic(request.user, pk)
    if acts.pin(topic, request.user, _wanted(request)):
        words = _("The topic is pinned.") if _wanted(request) else _("The topic is pinned no more.")
        messages.success(request, words)
    return redirect(topic)


@require_POST
@never_cache
@login_required
def close(request, pk):
    """``/forum/<id>/close/``: of topics and of comments."""
    discussion = get_object_or_404(Discussion.objects.visible_in_hubs(request.user), pk=pk)
    if acts.close(discussion, request.user, _wanted(request)):
        words = (
            _("The discussion is closed.")
            if _wanted(request)
            else (_("The discussion is open again."))
        )
        messages.success(request, words)
    return _back(request, discussion)


@require_POST
@never_cache
@login_required
def answer(request, pk):
    """``/forum/<id>/answer/``: the post that answers the question; with ``on=0`` none does."""
    topic = find_topic(request.user, pk)
    post = None
    if _wanted(request):
        key = _key(request.POST.get("post", ""))
        post = get_object_or_404(Post.objects.published().filter(discussion=topic), pk=key)
    try:
        if acts.choose_answer(topic, request.user, post):
            words = _("The answer is chosen.") if post else _("The choice is taken back.")
            messages.success(request, words)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(post or topic)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def manage(request, pk):
    """``/forum/<id>/manage/``: what the topic is called and where it stands."""
    topic = find_topic(request.user, pk)
    check_can_moderate(request.user, topic)
    form = TopicForm(request.POST or None, topic=topic, moderator=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, topic, form)
        except (PermissionDenied, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            return redirect(find_topic(request.user, pk))
    title = _("Manage the topic")
    context = {
        "title": title,
        "topic": topic,
        "noindex": True,
        "breadcrumbs": [
            *board_trail(topic.board),
            (topic.title, topic.get_absolute_url()),
            (title, request.path),
        ],
        "form": form,
    }
    return TemplateResponse(request, "discussions/manage.html", context)


@transaction.atomic
def _save(request, topic, form):
    """Both or nothing."""
    changed = acts.retitle(
        topic, request.user, form.cleaned_data["title"], form.cleaned_data["tags"]
    )
    changed = acts.move(topic, request.user, form.cleaned_data["board"]) or changed
    if changed:
        messages.success(request, _("The topic is changed."))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def moderate(request, pk):
    """``/posts/<id>/moderate/``: a moderator decides on a post that she has come upon."""
    posts = Post.objects.select_related("author", "discussion__hub")
    post = get_object_or_404(posts.exclude(state=PostState.DELETED), pk=pk)
    check_can_moderate(request.user, post.discussion)
    form = DecisionForm(request.POST or None, acts=ACTS[post.state], sanctions=(), text=post.source)
    form.fields["rule"].help_text = _("Which rule the post breaks: the author will read it.")
    if request.method == "POST" and form.is_valid():
        try:
            decide_on(post, request.user, **form.decision)
        except (PermissionDenied, ValidationError) as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Decided. The author is told of it."))
            return redirect(post)
    title = _("Decide on a post")
    context = {
        "title": title,
        "post": post,
        "noindex": True,
        "breadcrumbs": [(str(post.discussion), post.get_absolute_url()), (title, request.path)],
        "form": form,
    }
    status = UNPROCESSABLE if form.is_bound else OK
    return TemplateResponse(request, "discussions/moderate.html", context, status=status)
