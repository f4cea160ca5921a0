"""Changes of notices and of the choice between them."""

from django.utils import timezone

from .kinds import get_kinds
from .models import Notice, NoticeChoice


def mark_read(notices):
    """Mark those of ``notices`` (a QuerySet) that are unread; returns how many."""
    return notices.unread().update(read_at=timezone.now())


def choose_channels(person, channels):
    """Keep how ``person`` wants news: ``{verb: channel}``; kinds that are unknown, mandatory or
    without a choice are passed over."""
    allowed = {kind.verb for kind in get_kinds() if not kind.is_mandatory}
    for verb, channel in channels.items():
        if verb in allowed and channel:
            NoticeChoice.objects.update_or_create(
                person=person, verb=verb, defaults={"channel": channel}
            )


def forget_old(before):
    """Delete notices told before ``before``; returns how many."""
    return Notice.objects.filter(created_at__lt=before).delete()[0]
