"""How news reaches people: a notice on the site, and a letter for those who want one."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.urls import reverse

from home.mail import render_letter, send_letter, site_words

from .enums import Channel
from .models import Notice, NoticeChoice
from .tasks import send_notice_letter

UNSUBSCRIBE_SALT = "notifications.unsubscribe"
TITLE_LENGTH = Notice._meta.get_field("title").max_length

_with_letters = ContextVar("with_letters", default=True)


@contextmanager
def without_letters():
    """While it lasts, people are told on the site alone: for content that is brought in."""
    token = _with_letters.set(False)
    try:
        yield
    finally:
        _with_letters.reset(token)


@dataclass
class Event:
    """What happened: ``actor`` did ``verb`` to ``target`` in ``hub``."""

    actor: Any
    verb: str
    target: Any
    hub: Any


def deliver(kind, event):
    """Tell of ``event`` those whom ``kind`` names, but not the one who did it; returns the
    notices. Letters go off when the change is stored for good."""
    actor_id = getattr(event.actor, "pk", None)
    people = {person.pk: person for person in kind.get_recipients(event) if person.pk != actor_id}
    url = kind.get_url(event) or ""
    if kind.is_told_once and url:
        for pk in Notice.objects.waiting_at(url, people).values_list("recipient", flat=True):
            people.pop(pk, None)
    channels = dict(
        NoticeChoice.objects.filter(person__in=people, verb=kind.verb).values_list(
            "person", "channel"
        )
    )
    notices, with_letter = [], []
    for person in people.values():
        channel = Channel.EMAIL if kind.is_mandatory else channels.get(person.pk, Channel.EMAIL)
        if channel == Channel.NONE:
            continue
        notice = _make_notice(kind, event, person, url)
        notices.append(notice)
        if channel == Channel.EMAIL and person.email and _with_letters.get():
            with_letter.append(notice)
    Notice.objects.bulk_create(notices)
    for notice in with_letter:
        transaction.on_commit(lambda pk=notice.pk: send_notice_letter.enqueue(pk))
    return notices


def _make_notice(kind, event, person, url):
    context = {
        "event": event,
        "actor": event.actor,
        "target": event.target,
        "hub": event.hub,
        "recipient": person,
    }
    title, text = render_letter(kind.template, context)
    return Notice(
        recipient=person,
        about=_named_in(f"{title}\n{text}", event, person),
        verb=kind.verb,
        title=title[:TITLE_LENGTH],
        text=text.strip(),
        url=url,
    )


def _named_in(words, event, recipient):
    """The person of ``event`` whom ``words`` call by name, if it is not ``recipient``."""
    people = [event.actor, event.target, getattr(event.target, "user", None)]
    for person in people:
        if isinstance(person, get_user_model()) and person != recipient:
            names = {person.get_full_name(), person.get_community_name(), person.last_name}
            if any(name in words for name in names - {""}):
                return person
    return None


def send_letter_of(notice, is_mandatory):
    """Send ``notice`` as a letter, with a way to be spared such letters unless it must come;
    returns whether it went off."""
    site_url = site_words()["site_url"]
    stop_url = "" if is_mandatory else f"{site_url}{unsubscribe_url(notice)}"
    headers = {"List-Unsubscribe": f"<{stop_url}>"} if stop_url else None
    context = {"notice": notice, "stop_url": stop_url}
    return send_letter("notifications/letter.txt", notice.recipient.email, context, headers)


def unsubscribe_url(notice):
    """The address where letters of this kind are stopped without signing in."""
    token = signing.dumps([notice.recipient_id, notice.verb], salt=UNSUBSCRIBE_SALT)
    return reverse("notifications:stop", args=[token])


def read_unsubscribe_token(token):
    """The person's key and the verb of ``token``; raises ``signing.BadSignature``."""
    return signing.loads(
        token, salt=UNSUBSCRIBE_SALT, max_age=settings.NOTICE_UNSUBSCRIBE_DAYS * 86_400
    )
