"""How much one person may write in a while. Counted by person, never by address: a whole
school may stand behind one."""

from datetime import timedelta

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from .enums import DiscussionKind
from .models import DiscussionSettings, Post

WINDOW = timedelta(minutes=10)
CHAT_FACTOR = 3
MAX_FILES = 10
PREVIEWS_PER_MINUTE = 60


# What the database's own lock of a turn is known by, among other such locks.
TURN = 0x7A1C


def take_turn(author):
    """Until the transaction ends, whatever else ``author`` sends at the same moment waits: what
    is counted of her then is so. Taken before any row is locked, so that nobody waits for her
    while she counts, and nothing is waited for in a circle. On SQLite one writes at a time
    anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURN, author.pk % 2**31])


def check_pace(author, kind):
    """Raises ``ValidationError`` when ``author`` has written as much in the last ten minutes as
    the site allows; in chats, where people talk in short lines, three times as much."""
    is_chat = kind == DiscussionKind.CHAT
    limit = DiscussionSettings.current().posts_per_ten_minutes * (CHAT_FACTOR if is_chat else 1)
    recent = Post.objects.filter(author=author, created_at__gt=timezone.now() - WINDOW)
    if is_chat:
        recent = recent.filter(discussion__kind=DiscussionKind.CHAT)
    else:
        recent = recent.exclude(discussion__kind=DiscussionKind.CHAT)
    if len(recent.order_by("-pk").values_list("pk")[:limit]) >= limit:
        raise ValidationError(
            _("You have written a lot in a short time. Go on in a few minutes; the text stays."),
            code="too_often",
        )


def check_files(author, files):
    """Raises ``ValidationError`` when ``files`` (``StoredFile``) are too many, or not hers."""
    if len(files) > MAX_FILES:
        raise ValidationError(
            _("A post holds up to %(limit)s files. Leave out some, or pack them as ZIP."),
            code="too_many_files",
            params={"limit": MAX_FILES},
        )
    if any(stored.uploaded_by_id != author.pk for stored in files):
        raise ValidationError(_("This file was added by somebody else."), code="foreign_file")


def is_previewing_too_often(user):
    """Whether ``user`` has asked for more previews in this minute than anybody types."""
    key = f"post-previews-{user.pk}-{timezone.now():%Y%m%d%H%M}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key) > PREVIEWS_PER_MINUTE
    except ValueError:  # Forgotten between the two.
        return False
