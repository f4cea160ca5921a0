"""Listens to what happens, and tells those who should know."""

from subjects.signals import activity, gone, reworded, seen

from .actions import mark_read, reword
from .delivery import Event, deliver
from .kinds import get_kind
from .models import Notice


def tell(sender, actor, verb, target, hub, **kwargs):
    """Something happened: its kind of news, if there is one, knows whom to tell."""
    kind = get_kind(verb)
    if kind is not None:
        deliver(kind, Event(actor, verb, target, hub))


def forget_seen(sender, user, urls, **kwargs):
    """She has seen it where it stands: no notice need tell her of it any more."""
    mark_read(Notice.objects.of(user).filter(url__in=urls))


def forget_gone(sender, urls, **kwargs):
    """What the notices tell of was taken away, and their words may repeat it."""
    Notice.objects.filter(url__in=urls).delete()


def follow_words(sender, urls, replaced=(), **kwargs):
    """What the notices tell of reads otherwise: they repeat it as it is now, or not at all."""
    reword(Notice.objects.filter(url__in=urls), replaced)


def connect():
    reworded.connect(follow_words, dispatch_uid="notifications.follow_words")
    gone.connect(forget_gone, dispatch_uid="notifications.forget_gone")
    seen.connect(forget_seen, dispatch_uid="notifications.forget_seen")
    activity.connect(tell, dispatch_uid="notifications.tell")
