"""What a person does with the entries of her portfolio."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ..log import log
from ..models import PortfolioEntry, User
from ..portfolio.limits import MAX_ENTRIES
from ..portfolio.scans import delete_scan, forget_kept_scans


@transaction.atomic
def add_entry(entry, scan=None):
    """Put ``entry`` (not saved yet, its person set) first in its part; ``scan`` as
    ``accept_scan`` gave it."""
    person = _lock(entry.person)
    if person.portfolio_entries.count() >= MAX_ENTRIES:
        raise ValidationError(
            _("A portfolio holds up to %(limit)s entries. Delete one that you no longer need."),
            code="limit",
            params={"limit": MAX_ENTRIES},
        )
    _put_first(entry)
    _set_scan(entry, scan)
    entry.save()
    log("members.portfolio_add", person, person, entry=entry.pk, kind=entry.kind)
    return entry


@transaction.atomic
def change_entry(entry, scan=None, removes_scan=False):
    """Save ``entry`` as its form left it. Says whether anything changed."""
    person = _lock(entry.person)
    stored = person.portfolio_entries.get(pk=entry.pk)
    if stored.kind != entry.kind:
        _put_first(entry)
    if scan is not None or removes_scan:
        _set_scan(entry, scan)
    if not _differs(entry, stored):
        return False
    entry.save()
    if stored.scan != entry.scan:
        delete_scan(stored.scan)
    log("members.portfolio_change", person, person, entry=entry.pk, kind=entry.kind)
    return True


@transaction.atomic
def delete_entry(entry):
    """Delete ``entry`` with its scan (``signal_handlers`` sees to that wherever it is deleted)."""
    person = _lock(entry.person)
    key, kind = entry.pk, entry.kind
    entry.delete()
    log("members.portfolio_delete", person, person, entry=key, kind=kind)


@transaction.atomic
def move_entry(entry, step):
    """Move ``entry`` up (``step`` -1) or down (1) in its part. Says whether it moved."""
    keys = _keys(_lock(entry.person), entry.kind)
    place = keys.index(entry.pk)
    target = place + step
    if not 0 <= target < len(keys):
        return False
    keys.insert(target, keys.pop(place))
    return _number(keys)


@transaction.atomic
def order_entries(person, kind, keys):
    """Put the entries of a part in the order of ``keys``; those of nobody here are ignored,
    those that ``keys`` does not name stay in their order behind. Says whether anything moved."""
    present = _keys(_lock(person), kind)
    named = [key for key in dict.fromkeys(keys) if key in set(present)]
    return _number([*named, *(key for key in present if key not in set(named))])


def _lock(person):
    """One act at a time in a portfolio: the limit and the order hold."""
    return User.objects.select_for_update().get(pk=person.pk)


def _put_first(entry):
    others = entry.person.portfolio_entries.filter(kind=entry.kind)
    others.update(sort_order=F("sort_order") + 1)
    entry.sort_order = 0


def _set_scan(entry, scan):
    entry.scan = scan or ""
    entry.scan_name = scan.name if scan else ""
    if scan:
        person = entry.person
        transaction.on_commit(lambda: forget_kept_scans(person))


def _differs(entry, stored):
    """Whether anything but the time of saving is different."""
    if entry.scan and not entry.scan._committed:
        return True
    fields = [field.attname for field in PortfolioEntry._meta.concrete_fields]
    return any(getattr(entry, name) != getattr(stored, name) for name in fields)


def _keys(person, kind):
    return list(person.portfolio_entries.filter(kind=kind).values_list("pk", flat=True))


def _number(keys):
    """Number the entries from 0; only those are written whose number is another."""
    entries = PortfolioEntry.objects.in_bulk(keys)
    moved = []
    for place, key in enumerate(keys):
        if entries[key].sort_order != place:
            entries[key].sort_order = place
            moved.append(entries[key])
    PortfolioEntry.objects.bulk_update(moved, ["sort_order"])
    return bool(moved)
