"""Changes of notices and of the choice between them."""

from django.utils import timezone

from .kinds import get_kinds
from .models import Notice, NoticeChoice

AT_ONCE = 200
TITLE_LENGTH = Notice._meta.get_field("title").max_length


def mark_read(notices):
    """Mark those of ``notices`` (a QuerySet) that are unread; returns how many."""
    return notices.unread().update(read_at=timezone.now())


def reword(notices, replaced):
    """Put the new words into ``notices`` (a QuerySet) for the old ones (``replaced``: pairs), or
    take their text away where there are none."""
    if not replaced:
        notices.update(text="")
        return
    for notice in notices.iterator(chunk_size=AT_ONCE):
        for old, new in replaced:
            notice.title = notice.title.replace(old, new)[:TITLE_LENGTH]
            notice.text = notice.text.replace(old, new)
        notice.save(update_fields=["title", "text"])


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
