"""Comments under pages and materials."""

from contextlib import suppress

from django.db.models import Subquery
from django.http import Http404
from django.template.context_processors import csrf
from django.urls import reverse

from home.enums import CommentPolicy
from home.plugins import Part

from .actions.reading import see
from .keyset import slice_comments
from .models import Discussion, DiscussionSettings, Post
from .permissions import why_not
from .places import in_threads
from .shown import posts_for, reader_of, show
from .switches import NAMES, known_switches, remember_switches
from .targets import target_of
from .unread import with_reading
from .views.writing import form_for

PAGE_SIZE = 20
BESIDE = (*NAMES, "edit_minutes")


def comments_part(thing, request):
    """The comments under ``thing``, or ``None`` where none may be written. What is not
    commented on costs no query, anything else two at most, and one for faces and one for
    files where there are some."""
    kind = target_of(thing)
    if kind is None or not kind.takes_comments(thing) or not _is_its_page(thing, request):
        return None
    policy = kind.get_policy(thing)
    if policy == CommentPolicy.OFF:
        return None
    is_by_type = policy == CommentPolicy.BY_TYPE
    if is_by_type and (known := known_switches()) and not kind.is_open_by_type(thing, known):
        return None
    discussion = _find(thing, request.user)
    if is_by_type:
        settings = _settings_beside(discussion) or DiscussionSettings.for_request(request)
        remember_switches(settings)
        if not kind.is_open_by_type(thing, settings):
            return None
    context = comments_context(thing, kind, request, discussion)
    return Part("comments", "discussions/comments.html", context)


def _find(thing, user):
    """The discussion of ``thing``, and what the site has set about comments beside it."""
    rows = DiscussionSettings.objects.filter(site__is_default_site=True)
    switches = {f"site_{name}": Subquery(rows.values(name)[:1]) for name in BESIDE}
    discussions = Discussion.objects.about(thing).select_related("hub").annotate(**switches)
    discussions = discussions.defer("hub__body", "hub__goal")
    if user.is_authenticated:
        discussions = with_reading(discussions, user)
    return discussions.first()


def _settings_beside(discussion):
    """The settings that came with ``discussion``, if they did."""
    if discussion is None or discussion.site_edit_minutes is None:
        return None
    return DiscussionSettings(**{name: getattr(discussion, f"site_{name}") for name in BESIDE})


def _is_its_page(thing, request):
    """A hub answers at the addresses of its sections too, and a register shows one of its rows:
    what stands below those is no comment on the page."""
    url = thing.get_url(request) if hasattr(thing, "get_url") else thing.get_absolute_url()
    return request.path == url


def comments_context(thing, kind, request, discussion):
    """What the part shows ``request.user``."""
    user = request.user
    url = request.path
    context = {
        "thing": thing,
        "form_action": reverse("discussions:comment", args=[kind.name, thing.pk]),
        # A part knows nothing of the page around it.
        **csrf(request),
        "url": url,
        "sign_in_url": f"{reverse('account_login')}?next={url}%23comments",
        "count": discussion.post_count if discussion else 0,
        "discussion": discussion,
        "rows": [],
    }
    if discussion is None:
        words = why_not(user, target=thing) if user.is_authenticated else ""
        may_write = user.is_authenticated and not words
        form = form_for(request, target=thing) if may_write else None
        return {**context, "why_not": words, "may_write": may_write, "post_form": form}
    discussion.edit_minutes = discussion.site_edit_minutes
    # The thing is at hand: the discussion need not look for it.
    discussion.target = thing
    reader, words = reader_of(user, discussion)
    page = _page(request, discussion, reader)
    query = request.GET.get("comments", "")
    page_url = f"{url}?comments={query}" if query else url
    rows = show(page.items, discussion, reader, getattr(discussion, "read_to", None), page_url)
    see(user, discussion, page.items)
    return {
        **context,
        "rows": rows,
        "reader": reader,
        "why_not": words if user.is_authenticated or discussion.is_closed else "",
        "may_write": reader.may_write,
        "post_form": form_for(request, discussion=discussion) if reader.may_write else None,
        "next_url": f"{url}?comments={page.next_key}#comments" if page.next_key else "",
        "first_url": f"{url}#comments" if query else "",
        "is_followed": getattr(discussion, "follow_muted", None) is False,
    }


def _page(request, discussion, reader):
    posts = Post.objects.shown_in(discussion, request.user, reader.may_moderate)
    posts = in_threads(posts_for(request.user, posts))
    with suppress(Http404):
        # A key that is none must not hide the page above the comments.
        return slice_comments(posts, PAGE_SIZE, request.GET.get("comments", ""))
    return slice_comments(posts, PAGE_SIZE)
