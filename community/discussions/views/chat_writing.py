"""What becomes of a message that somebody sends in a chat: with scripts the answer is JSON and
the page stays, without them the room is shown anew. Nothing that was typed is lost."""

from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from materials.submission import PersonalDataFoundError

from .. import chat_room
from ..actions.posts import add_post
from ..forms.messages import MessageForm, new_key
from ..shown import reader_of


@dataclass
class Refusal:
    """Why a message was not taken, and how the answer says so."""

    status: int
    words: str


def login_url(discussion):
    """Where one signs in and comes back to the chat."""
    query = urlencode({"next": discussion.get_absolute_url()})
    return f"{reverse('account_login')}?{query}"


def send(request, session, show):
    """Take the message of ``request``; ``show(request, session, **kwargs)`` makes the room."""
    form = MessageForm(request.POST)
    wants_page = request.accepts("text/html")
    post, refusal = _take(request, session, form)
    if refusal is not None:
        unsent = request.POST.get("source", "")
        if wants_page:
            return show(request, session, form=form, unsent=unsent, refusal=refusal)
        return _refuse(request, session, form, refusal)
    if wants_page:
        return redirect(f"{session.discussion.get_absolute_url()}#post-{post.pk}")
    reader, _words = reader_of(request.user, session.discussion)
    rows = message_rows(request, chat_room.chosen_messages(session, reader, [post.pk]))
    empty = render_to_string("discussions/chat/fields.html", {"form": MessageForm()}, request)
    answer = {"messages": rows, "form_key": new_key(), "fields": empty}
    return JsonResponse(answer, status=HTTPStatus.CREATED)


def _take(request, session, form):
    """The post that the message became, or ``Refusal``. Faults of the form stand in it."""
    if not request.user.is_authenticated:
        words = _("You have been signed out. Sign in again; your message is kept.")
        return None, Refusal(HTTPStatus.UNAUTHORIZED, words)
    if not form.is_valid():
        return None, Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "")
    try:
        post = add_post(
            request.user,
            session.discussion,
            form.cleaned_data["source"],
            confirmed=request.POST.getlist("confirmed"),
            form_key=form.cleaned_data["form_key"],
            is_trapped=form.is_trapped,
        )
    except PersonalDataFoundError as error:
        form.findings = error.findings
        return None, Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "")
    except ValidationError as error:
        form.add_error("source", error)
        return None, Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "")
    except PermissionDenied as error:
        return None, Refusal(HTTPStatus.FORBIDDEN, str(error))
    return post, None


def _refuse(request, session, form, refusal):
    answer = {"words": refusal.words}
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        answer["login_url"] = login_url(session.discussion)
    if refusal.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        context = {"form": form}
        answer["fields"] = render_to_string("discussions/chat/fields.html", context, request)
    return JsonResponse(answer, status=refusal.status)


def message_rows(request, messages):
    """Messages as scripts put them into the page."""
    return [
        {
            "id": message.post.pk,
            "html": render_to_string(
                "discussions/chat/message.html", {"message": message}, request
            ),
        }
        for message in messages
    ]
