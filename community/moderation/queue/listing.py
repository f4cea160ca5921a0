"""The queue: all sources in one list, the oldest first, and how many wait."""

from dataclasses import dataclass
from itertools import islice

from django.core.cache import cache

from home.text.keys import as_key
from subjects.permissions import moderated_hubs

from .items import Cursor, get_sources

PAGE_SIZE = 30
# The number in the menu stands on every page of the admin.
COUNT_SECONDS = 30
MOST_COUNTED = 99


@dataclass
class QueuePage:
    """A page of the queue; ``next_cursor`` is empty on the last one."""

    items: list
    next_cursor: str


@dataclass
class QueueFilter:
    """What the moderator wants to see: one kind of things, one hub; both may be empty."""

    user: object
    source: str = ""
    hub: object = None

    @classmethod
    def of(cls, user, data):
        """As the parameters of an address say; what they do not say right is left out."""
        hub = None
        if (key := as_key(data.get("hub", ""))) is not None:
            hub = moderated_hubs(user).filter(pk=key).first()
        names = {source.name for source in get_sources()}
        name = data.get("kind", "")
        return cls(user, name if name in names else "", hub)

    @property
    def query(self):
        """As parameters of an address."""
        pairs = {"kind": self.source, "hub": self.hub.pk if self.hub else ""}
        return "&".join(f"{name}={value}" for name, value in pairs.items() if value)

    @property
    def sources(self):
        return [one for one in get_sources() if self.source in {"", one.name}]

    def page(self, cursor=None, size=PAGE_SIZE):
        """The page after ``cursor``, in as many queries as there are sources and kinds."""
        found = []
        for source in self.sources:
            found += source.page(self.user, self.hub, cursor, size + 1)
        found.sort(key=lambda item: item.place)
        items = list(islice(found, size))
        more = len(found) > size
        last = items[-1] if items else None
        after = str(Cursor(last.when, last.source.name, last.row.pk)) if more else ""
        return QueuePage(items, after)

    def after(self, when, source_name, pk, wanted):
        """The first item after that place whose source is one of ``wanted`` (names), or the
        first of all such, or ``None``."""
        cursor = Cursor(when, source_name, pk)
        for start in (cursor, None):
            found = []
            for source in self.sources:
                if source.name in wanted:
                    found += source.page(self.user, self.hub, start, 2)
            found = [item for item in found if item.key != f"{source_name}:{pk}"]
            if found:
                return min(found, key=lambda item: item.place)
        return None


def count_waiting(user):
    """How many things wait for ``user``, no more than ``MOST_COUNTED`` of each kind; half a minute
    old at most."""
    key = f"moderation.waiting.{user.pk}"
    found = cache.get(key)
    if found is None:
        found = sum(
            source.waiting(user).order_by()[:MOST_COUNTED].count() for source in get_sources()
        )
        cache.set(key, found, COUNT_SECONDS)
    return found


def forget_count(user):
    """``user`` has decided something: the number in her menu is counted anew."""
    cache.delete(f"moderation.waiting.{user.pk}")
