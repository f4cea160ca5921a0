"""Listens to what happens, and tells those who should know."""

from subjects.signals import activity

from .delivery import Event, deliver
from .kinds import get_kind


def tell(sender, actor, verb, target, hub, **kwargs):
    """Something happened: its kind of news, if there is one, knows whom to tell."""
    kind = get_kind(verb)
    if kind is not None:
        deliver(kind, Event(actor, verb, target, hub))


def connect():
    activity.connect(tell, dispatch_uid="notifications.tell")
