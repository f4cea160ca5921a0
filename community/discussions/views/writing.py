"""Writing: forms that come back with all that was typed, and what they make."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.members.views.decorators import signed_in
from home.text.keys import as_key
from materials.submission import PersonalDataFoundError

from ..actions import posts
from ..cards import cards_in
from ..enums import DiscussionKind
from ..forms.posts import EditForm, PostForm, TopicForm, boards_to_write_in
from ..forum import taken_files
from ..limits import is_previewing_too_often
from ..mentions import offer_people
from ..models import Discussion, Post
from ..permissions import can_moderate, why_not
from ..rendering import render
from ..targets import get_targets
from ..wording import Wording, wording_for

OK, FORBIDDEN, UNPROCESSABLE, TOO_OFTEN = 200, 403, 422, 429


# -- Forms for the pages of others -------------------------------------------------------


def form_for(request, *, discussion=None, target=None):
    """The empty form for the page of ``discussion``, or of ``target`` that has no comments yet;
    ``?reply=`` and ``?quote=`` name the post that is answered."""
    if discussion is not None:
        answered, quoted = (_asked_post(request, discussion, name) for name in ("reply", "quote"))
        place = f"discussion-{discussion.pk}"
        return PostForm(
            user=request.user,
            place=place,
            reply_to=answered or quoted,
            quoted=quoted,
            taken=taken_files(discussion),
        )
    return PostForm(user=request.user, place=_place_of(target))


def _place_of(target):
    return f"{target._meta.model_name}-{target.pk}"


def _asked_post(request, discussion, name):
    key = as_key(request.GET.get(name, ""))
    if not key:
        return None
    is_moderator = can_moderate(request.user, discussion)
    shown = Post.objects.shown_in(discussion, request.user, is_moderator).published()
    return shown.select_related("author").filter(pk=key).first()


# -- Writing -----------------------------------------------------------------------------


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request):
    """``/forum/new/?board=``"""
    boards = boards_to_write_in(request.user)
    wanted = as_key(request.GET.get("board", ""))
    initial = {"board": wanted} if wanted else {}
    # What somebody looked for in vain and now asks of people.
    initial["title"] = request.GET.get("title", "")[:200]
    form = TopicForm(
        request.POST or None, request.FILES or None, user=request.user, boards=boards,
        initial=initial,
    )  # fmt: skip
    page = {
        "title": _("New topic"),
        "breadcrumbs": [(_("Forum"), reverse("discussions:forum")),
                        (_("New topic"), request.path)],
        "why_not": "" if boards else _("There is no board in which you may begin a topic."),
        "template": "discussions/new_topic.html",
    }  # fmt: skip

    def begin(form):
        data = form.cleaned_data
        return posts.begin_topic(
            request.user, data["board"], data["title"], data["source"], tags=data["tags"],
            is_question=data["is_question"], **form.arguments(),
        )  # fmt: skip

    return _write(request, form, begin, page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, pk):
    """``/discussions/<id>/reply/``: the form of a topic or of comments, on a page of its own when
    something is to be mended in it, and for whoever has just signed in."""
    discussion, is_readable = _find(request.user, pk)
    if not is_readable and request.method != "POST":
        raise Http404("Not for this reader.")
    if discussion.kind == DiscussionKind.CHAT:
        return redirect(discussion)
    form = _bound(request) or form_for(request, discussion=discussion)
    form.place = f"discussion-{discussion.pk}"

    def add(form):
        return posts.add_post(
            request.user, discussion, form.cleaned_data["source"],
            reply_to=form.cleaned_data["reply_to"], **form.arguments(),
        )  # fmt: skip

    # It was taken away while she wrote: the words come back, and nothing of it is told.
    page = _page_of(request, discussion) if is_readable else _page_of_none(request)
    return _write(request, form, add, page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request, kind, pk):
    """``/comments/<material|page>/<id>/``: the first comment makes the discussion."""
    found = next((one for one in get_targets() if one.name == kind), None)
    if found is None:
        raise Http404("Nothing is commented on there.")
    target = get_object_or_404(found.visible_to(request.user), pk=pk)
    target = getattr(target, "specific", target)
    discussion = Discussion.objects.about(target).first()
    if discussion is not None:
        form = _bound(request) or form_for(request, discussion=discussion)
    else:
        form = _bound(request) or form_for(request, target=target)
    form.place = f"discussion-{discussion.pk}" if discussion else _place_of(target)

    def add(form):
        return posts.add_comment(
            request.user, target, form.cleaned_data["source"],
            reply_to=form.cleaned_data["reply_to"], **form.arguments(),
        )  # fmt: skip

    title = _("Your comment")
    url = _url_of(target)
    page = {
        "title": title,
        "breadcrumbs": [(str(target), url), (title, request.path)],
        "back_url": f"{url}#comments",
        "why_not": why_not(request.user, target=target),
    }
    return _write(request, form, add, page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """``/posts/<id>/edit/``"""
    post = _own(request.user, pk)
    try:
        posts.check_may_edit(request.user, post)
    except PermissionDenied as error:
        if request.method != "POST":
            messages.info(request, str(error))
            return redirect(post)
    form = EditForm(request.POST or None, request.FILES or None, user=request.user, post=post)

    def change(form):
        posts.edit_post(
            post, request.user, form.cleaned_data["source"], files=form.cleaned_data["files"],
            confirmed=form.confirmed,
        )  # fmt: skip
        post.refresh_from_db()
        return post

    page = _page_of(request, post.discussion, title=_("Change the post"))
    return _write(
        request, form, change, page | {"back_url": post.get_absolute_url(), "why_not": ""}
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """``/posts/<id>/delete/``: asks first."""
    post = _own(request.user, pk)
    discussion = post.discussion
    try:
        if request.method == "POST":
            posts.delete_post(post, request.user)
            messages.success(request, _("The post is deleted."))
            is_topic = discussion.kind == DiscussionKind.TOPIC
            is_first = is_topic and discussion.first_post_id == post.pk
            return redirect(discussion.board if is_first else post)
        posts.check_may_delete(request.user, post)
    except PermissionDenied as error:
        messages.info(request, str(error))
        return redirect(post)
    page = _page_of(request, discussion, title=_("Delete the post?"))
    html = wording_for([post], request.user).show(post.html)
    context = {**page, "post": post, "html": html, "noindex": True}
    return TemplateResponse(request, "discussions/delete.html", context)


def _write(request, form, act, page):
    """Show the form, carry it out, or give it back with what is wrong with it."""
    status = OK
    context = {"form": form, "action": request.path, "noindex": True, **page}
    if page.get("why_not") and not form.is_bound:
        return TemplateResponse(request, "discussions/closed.html", context, status=FORBIDDEN)
    if form.is_bound and form.is_valid():
        try:
            if form.is_preview:
                context["preview"] = _preview(request.user, form.cleaned_data["source"])
            else:
                return _tell(request, act(form))
        except PersonalDataFoundError as error:
            form.findings = error.findings
            status = UNPROCESSABLE
        except ValidationError as error:
            _add_error(form, error)
            status = TOO_OFTEN if getattr(error, "code", "") == "too_often" else UNPROCESSABLE
        except PermissionDenied as error:
            # Whatever has changed meanwhile, what was typed can still be copied.
            form.add_error(None, str(error) or _("You may not write here."))
            status = FORBIDDEN
    elif form.is_bound:
        status = UNPROCESSABLE
    template = page.get("template", "discussions/write_page.html")
    return TemplateResponse(request, template, context, status=status)


def _add_error(form, error):
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        is_of_files = getattr(error, "code", "") in {"too_many_files", "foreign_file"}
        form.add_error("files" if is_of_files else "source", error)


def _tell(request, post):
    if not post.is_published:
        words = _("Thank you. A moderator looks at your post before others see it.")
        messages.info(request, words)
    return redirect(post)


def _bound(request):
    if request.method != "POST":
        return None
    return PostForm(request.POST, request.FILES, user=request.user, place="")


def _find(user, pk):
    """The discussion of that number in a hub that ``user`` may enter, and whether she may read
    it, or moderates it."""
    rows = Discussion.objects.select_related("hub", "board").visible_in_hubs(user)
    discussion = get_object_or_404(rows, pk=pk)
    is_readable = can_moderate(user, discussion) or (
        Discussion.objects.visible_to(user).filter(pk=pk).exists()
    )
    return discussion, is_readable


def _own(user, pk):
    rows = Post.objects.select_related("discussion__hub", "discussion__board")
    return get_object_or_404(rows, pk=pk, author=user)


def _page_of(request, discussion, title=""):
    title = title or _("Your answer")
    url = discussion.get_absolute_url()
    trail = [(str(discussion), url), (title, request.path)]
    if discussion.board is not None:
        trail.insert(0, (discussion.board.title, discussion.board.get_absolute_url()))
        trail.insert(0, (_("Forum"), reverse("discussions:forum")))
    return {
        "title": title,
        "breadcrumbs": trail,
        "back_url": url,
        "why_not": why_not(request.user, discussion=discussion),
    }


def _page_of_none(request):
    title = _("Your answer")
    forum_url = reverse("discussions:forum")
    return {
        "title": title,
        "breadcrumbs": [(_("Forum"), forum_url), (title, request.path)],
        "back_url": forum_url,
        "why_not": "",
    }


def _url_of(target):
    return target.get_absolute_url() if hasattr(target, "get_absolute_url") else target.url


# -- While one types ---------------------------------------------------------------------


def _preview(user, source):
    rendered = render(source)
    people = {person.pk: person for person in rendered.mentions}
    wording = Wording(user, people, cards_in([rendered.html], user))
    return wording.show(rendered.html)


@never_cache
@require_POST
def preview(request):
    """``/posts/preview/``: how the text will look; nothing is kept."""
    user = request.user
    if not user.is_authenticated:
        words = _("You have been signed out. Sign in again; your text is kept on this device.")
        return JsonResponse({"error": words}, status=401)
    if not user.is_member:
        return JsonResponse({"error": _("Only members of the community write here.")}, status=403)
    if is_previewing_too_often(user):
        words = _("The preview is resting. It will be back in a minute; go on writing.")
        return JsonResponse({"error": words}, status=TOO_OFTEN)
    try:
        return JsonResponse({"html": _preview(user, request.POST.get("source", ""))})
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=UNPROCESSABLE)


@never_cache
@require_GET
def people(request):
    """``/posts/people/?q=``: members who can be mentioned."""
    user, text = request.user, request.GET.get("q", "").replace("\0", "")[:60].strip()
    if not user.is_authenticated or not user.is_member or not text:
        return JsonResponse({"items": []})
    items = [
        {
            "handle": person.username,
            "name": person.name_for(user),
            "note": person.summary_for(user),
        }
        for person in offer_people(user, text)
    ]
    return JsonResponse({"items": items})
