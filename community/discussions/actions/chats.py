"""A chat is announced, moved, called off and ended here and nowhere else.

Each act locks the session, checks, changes, writes the log and tells it in one transaction. It
raises ``PermissionDenied`` or ``ValidationError`` with words for the person (of a field, under
its name).
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.text.invisible import one_line
from subjects.signals import activity

from ..chat_rights import check_can_announce, check_can_end, possible_leaders
from ..enums import ChatState, DiscussionKind
from ..models import ChatSession, Discussion
from ..versions import change_tag

LONGEST = timedelta(hours=12)
FARTHEST = timedelta(days=366)
# So long before its beginning people are reminded of a chat.
REMINDED_BEFORE = timedelta(hours=1)


@transaction.atomic
def announce(hub, moderator, *, title, starts_at, ends_at, description="", leader=None):
    """Appoint a chat in ``hub``; returns the ``ChatSession``. Members of the hub are told."""
    check_can_announce(moderator, hub)
    _check_begins_later(starts_at)
    _check_times(starts_at, ends_at)
    _check_leader(leader, hub, moderator)
    discussion = Discussion(kind=DiscussionKind.CHAT, hub=hub, author=moderator)
    discussion.title = _clean_title(title)
    discussion.save()
    session = ChatSession.objects.create(
        discussion=discussion,
        description=description.strip(),
        leader=leader,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    _tell(session, "chat_announced", moderator)
    return session


@transaction.atomic
def change(session, moderator, *, title, starts_at, ends_at, description="", leader=None):
    """Say otherwise what the chat is about, who leads it and when; returns whether anything
    changed. Members are told of another time. One that has begun keeps its beginning."""
    session = _lock(session)
    discussion = session.discussion
    check_can_announce(moderator, discussion.hub)
    if session.is_over:
        raise ValidationError(_("The chat is over or was cancelled: it cannot be changed."))
    is_moved = (starts_at, ends_at) != (session.starts_at, session.ends_at)
    if starts_at != session.starts_at:
        if session.is_running:
            words = _("The chat has begun: its beginning cannot be changed.")
            raise ValidationError({"starts_at": words})
        _check_begins_later(starts_at)
        session.reminded_at = None
    if is_moved:
        _check_times(starts_at, ends_at)
    if leader != session.leader:
        _check_leader(leader, discussion.hub, moderator)
    values = {
        "description": description.strip(),
        "leader": leader,
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    title = _clean_title(title)
    changed = [name for name, value in values.items() if getattr(session, name) != value]
    if not changed and title == discussion.title:
        return False
    for name in changed:
        setattr(session, name, values[name])
    session.save()
    if title != discussion.title:
        discussion.title = title
        discussion.save(update_fields=["title"])
    _tell(session, "chat_moved" if is_moved else "chat_changed", moderator)
    return True


@transaction.atomic
def cancel(session, moderator):
    """Call off a chat that has not begun; returns whether anything changed."""
    session = _lock(session)
    check_can_announce(moderator, session.discussion.hub)
    if session.is_cancelled:
        return False
    if session.state != ChatState.COMING:
        raise ValidationError(_("The chat has begun already: it can be ended, not cancelled."))
    session.is_cancelled = True
    session.save(update_fields=["is_cancelled"])
    _tell(session, "chat_cancelled", moderator)
    return True


@transaction.atomic
def end(session, user):
    """End a chat before its time; returns whether anything changed."""
    session = _lock(session)
    check_can_end(user, session)
    if session.state == ChatState.OVER:
        return False
    if session.state != ChatState.RUNNING:
        raise ValidationError(_("The chat has not begun yet: it can be cancelled, not ended."))
    session.ended_at = timezone.now()
    session.save(update_fields=["ended_at"])
    _tell(session, "chat_ended", user)
    return True


@transaction.atomic
def remind(session):
    """Tell those who asked for it that the chat begins soon; once. Returns whether it did."""
    session = _lock(session)
    if session.reminded_at is not None or session.state != ChatState.COMING:
        return False
    session.reminded_at = timezone.now()
    session.save(update_fields=["reminded_at"])
    _send(session, "chat_begins_soon", None)
    return True


def remind_of_next():
    """Remind of each chat that begins within the hour; returns how many there were."""
    sessions = ChatSession.objects.to_remind_of(timezone.now() + REMINDED_BEFORE)
    return sum(remind(session) for session in sessions)


def _lock(session):
    sessions = ChatSession.objects.select_for_update(of=("self",))
    return sessions.select_related("discussion__hub", "leader").get(pk=session.pk)


def _tell(session, verb, actor):
    log(instance=session.discussion, action=f"discussions.{verb}", user=actor)
    change_tag(session.discussion_id)
    _send(session, verb, actor)


def _send(session, verb, actor):
    hub = session.discussion.hub
    activity.send(sender=ChatSession, actor=actor, verb=verb, target=session, hub=hub)


def _clean_title(title):
    title = one_line(title)
    if not title:
        raise ValidationError({"title": _("Say in a few words what the chat is about.")})
    return title


def _check_begins_later(starts_at):
    now = timezone.now()
    if starts_at <= now:
        raise ValidationError({"starts_at": _("This time has passed already.")})
    if starts_at > now + FARTHEST:
        raise ValidationError({"starts_at": _("A chat is announced at most a year before.")})


def _check_times(starts_at, ends_at):
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("The end must come after the beginning.")})
    if ends_at - starts_at > LONGEST:
        raise ValidationError({"ends_at": _("A chat lasts at most 12 hours.")})
    if ends_at <= timezone.now():
        raise ValidationError({"ends_at": _("This time has passed already.")})


def _check_leader(leader, hub, moderator):
    if leader is not None and not possible_leaders(hub, moderator).filter(pk=leader.pk).exists():
        raise ValidationError({"leader": _("A chat is led by a member of the hub.")})
