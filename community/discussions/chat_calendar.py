"""A chat as an entry for a calendar (RFC 5545)."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from home.mail import site_address

from .enums import ChatState


def make_calendar(session):
    """Bytes of a file ``.ics``. The entry keeps its key when the chat is moved or cancelled, so
    that a calendar puts the new one in the place of the old one."""
    discussion = session.discussion
    url = f"{site_address()}{discussion.get_absolute_url()}"
    host = site_address().partition("://")[2]
    event = Event()
    event.add("uid", f"chat-{discussion.pk}@{host}")
    event.add("dtstamp", discussion.created_at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.finished_at)
    event.add("summary", discussion.title)
    event.add("description", "\n\n".join(filter(None, [session.description, url])))
    event.add("url", url)
    event.add("location", url)
    is_cancelled = session.state == ChatState.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if not is_cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", discussion.title)
        alarm.add("trigger", timedelta(minutes=-15))
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//MethodHub//chats//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Chats"))
    calendar.add_component(event)
    return calendar.to_ical()
