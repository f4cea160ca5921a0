"""The room of a chat: its page, what is new in it, and the transcript for paper."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members.gates import first_due

from .. import chat_room
from ..enums import ChatState
from ..forms.messages import MessageForm
from ..shown import reader_of
from ..versions import find_tag, make_tag
from ..wording import wording_for
from .chat_writing import login_url, message_rows, send
from .chats import chats_trail, get_session_or_404

# A page asks for so many changed messages at once.
MOST_CHOSEN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def room(request, pk, slug):
    """``/chat/<id>/<slug>/``. The number alone finds it: another slug redirects. A message is
    sent to the same address; scripts ask for the answer as JSON."""
    session = get_session_or_404(request.user, pk)
    if request.method == "POST":
        return send(request, session, show=_show)
    if slug != session.discussion.slug:
        return redirect(session.discussion, permanent=True)
    return _show(request, session)


def _show(request, session, form=None, unsent="", refusal=None):
    discussion = session.discussion
    user = request.user
    clock = chat_room.clock(session)
    reader, words = reader_of(user, discussion)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    is_running = clock["state"] == ChatState.RUNNING
    has_talk = clock["state"] in {ChatState.RUNNING, ChatState.OVER}
    may_say = is_running and not words
    context = {
        "title": discussion.title,
        "description": session.description[:160],
        "breadcrumbs": chats_trail(session),
        "noindex": bool(before or after),
        "session": session,
        "discussion": discussion,
        "hub": discussion.hub,
        "clock": clock,
        "talk": chat_room.messages_page(session, reader, before=before, after=after)
        if has_talk
        else None,
        "is_live": is_running and not before and not after,
        "people": chat_room.people_of(session) if has_talk else [],
        "form": (form or MessageForm()) if may_say else None,
        # What somebody typed who may not send it (any more): hers to copy.
        "unsent": "" if may_say else unsent,
        "refusal": refusal,
        "words": words,
        "acts": chat_room.session_acts(user, session),
        "may_follow": reader.is_member,
        "is_reminded": not has_talk and chat_room.is_reminded(user, session),
        "login_url": login_url(discussion),
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return TemplateResponse(request, "discussions/chat/room.html", context, status=status)


@never_cache
@require_safe
def messages(request, pk):
    """``/chat/<id>/messages/?after=&from=``: what has come since, and what reads otherwise now;
    ``?ids=``: these messages. As long as nothing is new the answer is 304, found without the
    database: neither the session nor the person is asked for."""
    is_choice = "ids" in request.GET
    tag = None if is_choice else find_tag(pk)
    if tag is not None and (unchanged := get_conditional_response(request, etag=tag)):
        unchanged["ETag"] = tag
        return unchanged
    if _must_do_something_first(request):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    session = get_session_or_404(request.user, pk)
    if is_choice:
        reader, _words = reader_of(request.user, session.discussion)
        keys = _numbers(request.GET["ids"].split(","))[:MOST_CHOSEN]
        return _answer(request, session, chat_room.chosen_messages(session, reader, keys))
    if tag is None:
        # The tag comes first, what it speaks of after it.
        tag = make_tag(pk)
        session = get_session_or_404(request.user, pk)
    reader, _words = reader_of(request.user, session.discussion)
    after, since = _numbers([request.GET.get("after", "0"), request.GET.get("from", "0")])
    found, has_more = chat_room.newer_messages(session, reader, after)
    people = {"people": chat_room.people_of(session)}
    response = _answer(
        request,
        session,
        found,
        window=chat_room.window(session, reader, since),
        people=render_to_string("discussions/chat/people.html", people, request),
        has_more=has_more,
    )
    if not has_more:
        response["ETag"] = tag
    return response


# What a page that answers nothing new must not ask for: whoever must first do something else
# is stopped by the view itself.
messages.asks_gates_itself = True


def _must_do_something_first(request):
    """Whether a page stands in the way of whoever asks (``community.members.gates``)."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return first_due(request.session) is not None and request.user.is_authenticated


def _answer(request, session, found, **rest):
    rows = message_rows(request, found)
    return JsonResponse({**chat_room.clock(session), "messages": rows, **rest})


def _numbers(words):
    """Keys of messages out of an address; what is none is no place in a chat (404)."""
    if not all(word.isdecimal() and len(word) <= 18 for word in words):
        raise Http404("No such message.")
    return [int(word) for word in words]


@require_safe
def print_view(request, pk, slug):
    """``/chat/<id>/<slug>/print/``: what everybody may read, for paper."""
    session = get_session_or_404(request.user, pk)
    discussion = session.discussion
    if slug != discussion.slug:
        return redirect("discussions:print_chat", discussion.pk, discussion.slug, permanent=True)
    (after,) = _numbers([request.GET.get("after", "0")])
    posts = list(chat_room.printed_messages(session, after)[: chat_room.PRINTED_AT_ONCE + 1])
    has_more = len(posts) > chat_room.PRINTED_AT_ONCE
    posts = posts[: chat_room.PRINTED_AT_ONCE]
    wording = wording_for(posts, request.user)
    context = {
        "title": discussion.title,
        "breadcrumbs": [*chats_trail(session), (_("For paper"), "")],
        "noindex": True,
        "session": session,
        "discussion": discussion,
        "hub": discussion.hub,
        "posts": [(post, wording.show(post.html)) for post in posts],
        "next_url": f"?after={posts[-1].pk}" if has_more else "",
    }
    return TemplateResponse(request, "discussions/chat/print.html", context)
