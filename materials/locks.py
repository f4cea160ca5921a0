"""Whoever edits a work on the site holds it for a while, so that two do not overwrite each other.

It is Wagtail's lock with an end (``models.locking``): taken when an author opens a step of
editing, held anew at each saving, given back when she sends or leaves the work. Whoever decides
about a sent work is never kept out: nobody holds a work that is with the moderators.
"""

import datetime

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from subjects.signals import activity

from .models import Material
from .permissions import check_may_work

HELD_FOR = datetime.timedelta(minutes=20)
# Opening step after step does not write each time.
RENEWED_AFTER = datetime.timedelta(minutes=1)
FIELDS = ["locked", "locked_by", "locked_at", "lock_ends_at"]


class HeldError(PermissionDenied):
    """Another one edits the work now: ``holder``, ``since`` and ``ends_at`` (``None`` for a
    lock that a moderator has put)."""

    def __init__(self, material):
        self.holder, self.since = material.locked_by, material.locked_at
        self.ends_at = material.lock_ends_at
        super().__init__(_("Another author is editing the work now. What you typed is not lost."))


def check_free(material, user):
    """Raises ``HeldError`` when another one than ``user`` holds ``material``."""
    if material.is_locked_for(user):
        raise HeldError(material)


@transaction.atomic
def take(material, user):
    """Hold ``material`` for ``user``, from now on or for longer. Returns whether it was free
    before. Raises ``HeldError`` when another one holds it."""
    fresh = Material.objects.select_for_update().get(pk=material.pk)
    check_may_work(user, fresh)
    check_free(fresh, user)
    now, is_hers = timezone.now(), fresh.is_locked_now
    enough = now + HELD_FOR - RENEWED_AFTER
    if is_hers and (fresh.lock_ends_at is None or fresh.lock_ends_at > enough):
        _follow(material, fresh)
        return False
    if not is_hers:
        fresh.locked, fresh.locked_by, fresh.locked_at = True, user, now
    fresh.lock_ends_at = now + HELD_FOR
    _write(fresh)
    _follow(material, fresh)
    return not is_hers


@transaction.atomic
def release(material, user=None):
    """Give back what was held by ``user``, or by anybody. Returns whether it was. What a
    moderator has locked in the admin stays locked."""
    fresh = Material.objects.select_for_update().get(pk=material.pk)
    is_hers = user is None or fresh.locked_by_id == user.pk
    if not (fresh.locked and fresh.lock_ends_at is not None and is_hers):
        return False
    fresh.locked, fresh.locked_by = False, None
    fresh.locked_at = fresh.lock_ends_at = None
    _write(fresh)
    _follow(material, fresh)
    return True


def ask(material, user):
    """Ask whoever edits the work to give it free; once while she holds it. Returns whether
    somebody was asked."""
    check_may_work(user, material)
    if not material.is_locked_for(user) or material.lock_ends_at is None:
        return False
    key = f"materials.lock.asked.{material.pk}.{user.pk}.{material.locked_at.timestamp()}"
    if not cache.add(key, 1, timeout=HELD_FOR.total_seconds() * 3):
        return False
    with transaction.atomic():
        activity.send(
            sender=Material, actor=user, verb="material_asked", target=material, hub=material.hub
        )
    return True


def words_for(error, viewer):
    """Who edits since when, as ``viewer`` may know it."""
    if error.holder is None:
        return _("The work is locked by a moderator.")
    words = {"name": error.holder.name_for(viewer), "since": _hour(error.since)}
    if error.ends_at is None:
        return _("%(name)s has locked the work at %(since)s.") % words
    words["end"] = _hour(error.ends_at)
    text = _(
        "%(name)s has been editing the work since %(since)s. It is free at %(end)s, or sooner, "
        "when it is sent or left."
    )
    return text % words


def _hour(moment):
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j E, H:i")


def _write(material):
    """Past ``save``: a lock is no change of the work, and nothing is indexed for it."""
    values = {name: getattr(material, name) for name in FIELDS}
    Material.objects.filter(pk=material.pk).update(**values)


def _follow(material, fresh):
    for name in FIELDS:
        setattr(material, name, getattr(fresh, name))
