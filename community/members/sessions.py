"""Where a person is signed in, and ending that: a few queries, however many sessions."""

from allauth.account.adapter import get_adapter
from allauth.core.internal.httpkit import HTTP_USER_AGENT_MAX_LENGTH
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

# What the browser says of itself, in the order of asking: many pretend to be another.
BROWSERS = [
    ("YaBrowser", "Яндекс Браузер"),
    ("Edg", "Microsoft Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
]


def _open_keys():
    return Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")


def sessions_of(user):
    """Open sessions of ``user``, the newest first."""
    found = UserSession.objects.filter(user=user, session_key__in=_open_keys())
    return list(found.order_by("-created_at", "-pk"))


def count_sessions(user):
    """On how many devices ``user`` is signed in."""
    return UserSession.objects.filter(user=user, session_key__in=_open_keys()).count()


def end_sessions(user, keep=None):
    """Sign ``user`` out everywhere, but for the session with the key ``keep``. Returns how
    many sessions that were."""
    ended = UserSession.objects.filter(user=user)
    if keep:
        ended = ended.exclude(session_key=keep)
    keys = list(ended.values_list("session_key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def remember_session(request):
    """Enter the session that has just begun into the list of the person's sessions."""
    if not request.session.session_key:
        request.session.save()
    row = UserSession(
        user=request.user,
        session_key=request.session.session_key,
        ip=get_adapter().get_client_ip(request),
        user_agent=request.headers.get("user-agent", "")[:HTTP_USER_AGENT_MAX_LENGTH],
    )
    UserSession.objects.bulk_create([row], ignore_conflicts=True)


def drop_ended_sessions():
    """Forget sessions that are over, and where they were. Returns how many people's."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    count, _rows = UserSession.objects.exclude(session_key__in=_open_keys()).delete()
    return count


def describe_device(user_agent):
    """Browser and system in words that people know, from what the browser says of itself."""
    names = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, names))
