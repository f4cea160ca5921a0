"""Chats as a list, and what is done with a session: announce, change, cancel, end, remember."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.members.views.decorators import signed_in
from home.text.keys import as_key
from subjects.models import HubPage
from subjects.permissions import moderated_hubs

from ..actions import chats as acts
from ..actions.reading import follow, unfollow
from ..chat_calendar import make_calendar
from ..chat_rights import can_announce, check_can_announce, check_can_end
from ..forms.chats import ChatForm
from ..models import ChatSession

PAGE_SIZE = 20
# Nobody appoints more at once; the rest is seen when these are over.
COMING_SHOWN = 50

asks_and_does = require_http_methods(["GET", "HEAD", "POST"])


def get_session_or_404(user, pk):
    """The chat of that number, which ``user`` may read."""
    # By `discussion__id`, a number too long for the database is no chat; by its key, an error.
    sessions = ChatSession.objects.visible_to(user).for_list()
    return get_object_or_404(sessions, discussion__id=pk)


def chats_trail(session=None):
    """Breadcrumbs of a page that stands under the list of chats."""
    trail = [(_("Chats"), reverse("discussions:chats"))]
    if session is not None:
        trail.append((session.discussion.title, session.discussion.get_absolute_url()))
    return trail


@require_safe
def chat_list(request):
    """``/chat/``: chats under way, to come and past, of all hubs or of one (``?hub=``)."""
    hub = _chosen_hub(request)
    sessions = ChatSession.objects.visible_to(request.user).for_list()
    if hub is not None:
        sessions = sessions.in_hub(hub)
    context = {
        "title": _("Chats"),
        "breadcrumbs": chats_trail(),
        "description": _("Talks of teachers at an appointed hour: those to come and those past."),
        "hub": hub,
        "query": f"hub={hub.pk}" if hub else "",
        "running": sessions.running()[:COMING_SHOWN],
        "coming": sessions.coming()[:COMING_SHOWN],
        "page_obj": _paginate(request, sessions.past()),
        "new_url": _new_url(request.user, hub),
        "noindex": hub is not None,
    }
    return TemplateResponse(request, "discussions/chat/list.html", context)


def _chosen_hub(request):
    key = request.GET.get("hub", "")
    if not key:
        return None
    number = as_key(key)
    if number is None:
        raise Http404("No such hub.")
    hubs = HubPage.objects.enterable_by(request.user).defer("body", "goal")
    return get_object_or_404(hubs, id=number)


def _paginate(request, sessions):
    try:
        return Paginator(sessions, PAGE_SIZE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("No such page of the list.") from error


def _new_url(user, hub):
    """Where ``user`` announces a chat: nowhere, if she moderates nothing here."""
    address = reverse("discussions:new_chat")
    if hub is not None:
        return f"{address}?hub={hub.pk}" if can_announce(user, hub) else ""
    is_moderator = user.is_authenticated and moderated_hubs(user).active().exists()
    return address if is_moderator else ""


@asks_and_does
@signed_in
def new(request):
    """``/chat/new/?hub=``: a moderator announces a chat; without a hub she chooses one first."""
    hub = _chosen_hub(request)
    if hub is None:
        return _choose_hub(request)
    check_can_announce(request.user, hub)
    form = ChatForm(request.POST or None, hub=hub, announcer=request.user)
    if form.is_valid():
        try:
            session = acts.announce(hub, request.user, **form.get_values())
        except ValidationError as error:
            form.add_faults(error)
        else:
            messages.success(request, _("The chat is announced. Members of the hub are told."))
            return redirect(session.discussion)
    return _form_page(request, form, hub, _("New chat"), chats_trail())


def _choose_hub(request):
    hubs = moderated_hubs(request.user).active().defer("body", "goal").order_by("path")
    if not hubs:
        raise PermissionDenied(_("Chats are announced by the moderators of the hub."))
    if len(hubs) == 1:
        return redirect(f"{request.path}?hub={hubs[0].pk}")
    context = {
        "title": _("New chat"),
        "breadcrumbs": [*chats_trail(), (_("New chat"), "")],
        "hubs": hubs,
        "noindex": True,
    }
    return TemplateResponse(request, "discussions/chat/choose_hub.html", context)


def _form_page(request, form, hub, title, trail, session=None):
    context = {
        "title": title,
        "breadcrumbs": [*trail, (title, "")],
        "form": form,
        "hub": hub,
        "session": session,
        "noindex": True,
    }
    return TemplateResponse(request, "discussions/chat/form.html", context)


@asks_and_does
@signed_in
def edit(request, pk):
    """``/chat/<id>/edit/``."""
    session = get_session_or_404(request.user, pk)
    hub = session.discussion.hub
    check_can_announce(request.user, hub)
    if session.is_over:
        messages.error(request, _("The chat is over or was cancelled: it cannot be changed."))
        return redirect(session.discussion)
    form = ChatForm(request.POST or None, hub=hub, announcer=request.user, session=session)
    if form.is_valid():
        try:
            if acts.change(session, request.user, **form.get_values()):
                messages.success(request, _("The chat is changed."))
        except ValidationError as error:
            form.add_faults(error)
        else:
            session.refresh_from_db(fields=["discussion"])
            return redirect(session.discussion)
    return _form_page(request, form, hub, _("Change the chat"), chats_trail(session), session)


@asks_and_does
@signed_in
def cancel(request, pk):
    """``/chat/<id>/cancel/``: asks once."""
    session = get_session_or_404(request.user, pk)
    check_can_announce(request.user, session.discussion.hub)
    if request.method == "POST":
        return _do(request, session, acts.cancel, _("The chat is cancelled. Members are told."))
    return _question(request, session, _("Cancel the chat"), "cancel")


@asks_and_does
@signed_in
def end(request, pk):
    """``/chat/<id>/end/``: asks once."""
    session = get_session_or_404(request.user, pk)
    check_can_end(request.user, session)
    if request.method == "POST":
        return _do(request, session, acts.end, _("The chat is over. It stays to be read."))
    return _question(request, session, _("End the chat"), "end")


def _do(request, session, act, words):
    try:
        if act(session, request.user):
            messages.success(request, words)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    return redirect(session.discussion)


def _question(request, session, title, act):
    context = {
        "title": title,
        "breadcrumbs": [*chats_trail(session), (title, "")],
        "session": session,
        "discussion": session.discussion,
        "act": act,
        "noindex": True,
    }
    return TemplateResponse(request, "discussions/chat/question.html", context)


@require_POST
@signed_in
def remind_me(request, pk):
    """``/chat/<id>/remind/``: be told an hour before the beginning, or no more (``off``)."""
    session = get_session_or_404(request.user, pk)
    if "off" in request.POST:
        unfollow(request.user, session.discussion)
        messages.success(request, _("You will not be reminded of the chat."))
    else:
        follow(request.user, session.discussion)
        messages.success(request, _("You will be reminded an hour before the chat."))
    return redirect(session.discussion)


@require_safe
def calendar(request, pk):
    """``/chat/<id>/calendar.ics``: the chat for a calendar."""
    session = get_session_or_404(request.user, pk)
    response = HttpResponse(make_calendar(session), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="chat-{session.discussion_id}.ics"'
    return response
