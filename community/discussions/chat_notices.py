"""Whom chats are told of: members of the hub, and those who asked to be reminded."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from community.members.models import Membership
from home.plugins import NoticeKind
from subjects.models import HubPage

from .notices import find_readable

GROUP = _("Chats")


def to_members(event):
    """Everybody who is in the hub and takes part in the site now."""
    memberships = Membership.objects.active().of_people().filter(hub=event.hub)
    return get_user_model().objects.filter(pk__in=memberships.values("user"))


def to_those_who_wait(event):
    """Who asked to be reminded, and who leads the chat; of a closed hub those who may still
    enter it."""
    people = get_user_model().objects.members()
    asked = people.filter(
        followed_discussions__discussion=event.target.discussion_id,
        followed_discussions__is_muted=False,
    )
    leading = people.filter(pk=event.target.leader_id)
    found = list((asked | leading).distinct())
    if HubPage.objects.open().filter(pk=event.hub.pk).exists():
        return found
    return [
        person
        for person in found
        if HubPage.objects.enterable_by(person).filter(pk=event.hub.pk).exists()
    ]


def chat_url(event):
    return event.target.discussion.get_absolute_url()


def _kind(verb, label, get_recipients=to_members):
    return NoticeKind(
        verb,
        label,
        GROUP,
        f"discussions/notices/{verb}.txt",
        get_recipients,
        chat_url,
        find_readable=find_readable,
    )


CHAT_KINDS = [
    _kind("chat_announced", _("A chat is announced in my hub")),
    _kind("chat_moved", _("A chat of my hub is moved to another time")),
    _kind("chat_cancelled", _("A chat of my hub is cancelled")),
    _kind("chat_begins_soon", _("A chat that I follow or lead begins soon"), to_those_who_wait),
]
