"""What the queue consists of. A feature gives its part by a ``QueueSource``, registered by the
hook ``register_queue_source``; the decisions themselves stay functions of the feature."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail import hooks

from home.text.keys import as_key

APPROVE, REFUSE, REMOVE = "approve", "refuse", "remove"


@dataclass
class QueueItem:
    """One line: what waits, since when, whose it is, why, and where it is decided on."""

    source: Any
    row: Any
    title: str
    url: str
    when: datetime
    person: Any = None
    hub: Any = None
    notes: list = field(default_factory=list)
    text: str = ""
    # What may be done with it at once, of APPROVE, REFUSE and REMOVE; why nothing may.
    acts: tuple = ()
    why_not: str = ""

    @property
    def key(self):
        """Names it among all of the queue."""
        return f"{self.source.name}:{self.row.pk}"

    @property
    def place(self):
        """Where it stands in the queue."""
        return (self.when, self.source.name, self.row.pk)


@dataclass(frozen=True)
class Cursor:
    """The place in the queue after which a page begins."""

    when: datetime
    source: str
    pk: int

    def __str__(self):
        return f"{self.when.isoformat()}~{self.source}~{self.pk}"

    @classmethod
    def parse(cls, text):
        """The cursor that ``text`` from an address names, or ``None``."""
        parts = (text or "").split("~")
        if len(parts) != 3 or (pk := as_key(parts[2])) is None:
            return None
        try:
            when = parse_datetime(parts[0])
        except ValueError:
            return None
        return cls(when, parts[1], pk) if when is not None and when.tzinfo else None


class QueueSource:
    """One kind of what waits.

    ``name``     key in addresses
    ``label``    of its things, in the plural
    ``when``     field of the rows by which the oldest come first
    ``hub``      lookup from the rows to their hub
    """

    name = ""
    label = ""
    when = "created_at"
    hub = "hub"

    def waiting(self, user):
        """QuerySet of what waits for ``user``: all that she may look at."""
        raise NotImplementedError

    def get_items(self, user, rows):
        """``QueueItem``s of ``rows``, in a fixed number of queries."""
        raise NotImplementedError

    def get_when(self, row):
        return getattr(row, self.when)

    def in_hub(self, rows, hub):
        """Those of ``rows`` that belong to ``hub`` or a hub below it."""
        return rows.filter(**{f"{self.hub}__path__startswith": hub.path})

    def after(self, rows, cursor):
        """Those of ``rows`` that stand after ``cursor``."""
        later = Q(**{f"{self.when}__gt": cursor.when})
        same = Q(**{self.when: cursor.when})
        if self.name > cursor.source:
            return rows.filter(later | same)
        if self.name == cursor.source:
            return rows.filter(later | (same & Q(pk__gt=cursor.pk)))
        return rows.filter(later)

    def page(self, user, hub, cursor, limit):
        """The first ``limit`` items after ``cursor``."""
        rows = self.waiting(user)
        if hub is not None:
            rows = self.in_hub(rows, hub)
        if cursor is not None:
            rows = self.after(rows, cursor)
        return self.get_items(user, list(rows.order_by(self.when, "pk")[:limit]))

    def find(self, user, keys):
        """Items of the rows with ``keys``, of those that ``user`` may look at."""
        return self.get_items(user, list(self.waiting(user).filter(pk__in=keys)))

    def carry_out(self, act, user, row, rule, reason):
        """Do one of ``QueueItem.acts``. Returns whether anything changed; raises
        ``PermissionDenied`` or ``ValidationError``."""
        raise PermissionDenied(_("This cannot be done with such a thing."))


def get_sources():
    """All sources, in the order of their names."""
    made = [source for make in hooks.get_hooks("register_queue_source") for source in make()]
    return sorted(made, key=lambda source: source.name)
