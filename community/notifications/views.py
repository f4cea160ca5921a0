"""The member's notices, and what she chooses to get."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from . import actions
from .delivery import read_unsubscribe_token
from .enums import Channel
from .forms import NoticeChoiceForm
from .kinds import get_kind
from .models import Notice
from .sight import without_what_is_out_of_sight

PAGE_SIZE = 30


def _trail(title, path):
    return [(_("My page"), reverse("members:me")), (title, path)]


@never_cache
@login_required
def notices(request):
    """All that the member was told, newest first."""
    paginator = Paginator(Notice.objects.of(request.user), PAGE_SIZE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    page.object_list = without_what_is_out_of_sight(page.object_list, request.user)
    title = _("Notices")
    context = {
        "title": title,
        "breadcrumbs": _trail(title, request.path),
        "noindex": True,
        "page_obj": page,
        "has_unread": Notice.objects.of(request.user).unread().exists(),
    }
    return TemplateResponse(request, "notifications/notices.html", context)


@never_cache
@login_required
def open_notice(request, pk):
    """On to what the notice tells of; from now on it counts as read."""
    found = Notice.objects.of(request.user).filter(pk=pk)
    get_object_or_404(found)
    (notice,) = without_what_is_out_of_sight(found, request.user)
    actions.mark_read(found)
    return redirect(notice.url or reverse("notifications:notices"))


@login_required
@require_POST
def mark_all_read(request):
    actions.mark_read(Notice.objects.of(request.user))
    return redirect("notifications:notices")


@never_cache
@login_required
def choose(request):
    """Which news come, and how."""
    form = NoticeChoiceForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.choose_channels(request.user, form.cleaned_data)
        messages.success(request, _("Your choice of notices is kept."))
        return redirect("notifications:choose")
    title = _("Notices: what to send")
    trail = _trail(title, request.path)
    trail.insert(1, (_("Notices"), reverse("notifications:notices")))
    context = {
        "title": title,
        "breadcrumbs": trail,
        "noindex": True,
        "form": form,
    }
    return TemplateResponse(request, "notifications/choose.html", context)


@never_cache
def stop(request, token):
    """Stop letters of one kind, by the link in a letter: it works without signing in."""
    try:
        person_id, verb = read_unsubscribe_token(token)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    person = get_object_or_404(get_user_model(), pk=person_id, is_active=True)
    kind = get_kind(verb)
    if kind is None or kind.is_mandatory:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.choose_channels(person, {verb: Channel.SITE})
    title = _("Letters from the site")
    context = {
        "title": title,
        "breadcrumbs": [(title, request.path)],
        "noindex": True,
        "kind": kind,
        "is_done": is_done,
    }
    return TemplateResponse(request, "notifications/stop.html", context)
