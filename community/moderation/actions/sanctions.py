"""Warnings and suspensions: imposed with a decision (``decisions``), taken back here; those for
a time end by themselves."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.members.actions import accounts
from community.members.enums import UserStatus
from community.members.log import log
from subjects.signals import activity

from ..enums import SanctionKind
from ..models import Sanction
from ..permissions import check_can_bar, check_can_lift


def check_sanction(kind, until, person, hub, moderator):
    """Raises ``ValidationError`` or ``PermissionDenied`` unless ``moderator`` may give
    ``person`` a sanction of ``kind`` until ``until``."""
    if kind not in SanctionKind.values:
        raise ValidationError({"sanction": _("There is no such sanction.")})
    if person is None or person.has_left:
        raise ValidationError({"sanction": _("There is nobody to warn or suspend any more.")})
    if person.pk == moderator.pk:
        raise PermissionDenied(_("These are your own words: another moderator decides."))
    if until is not None and until <= timezone.now():
        raise ValidationError({"until": _("The end must be in the future.")})
    if kind == SanctionKind.HUB:
        if hub is None:
            raise ValidationError({"sanction": _("This belongs to no hub.")})
        check_can_bar(moderator, hub, person)
    if kind == SanctionKind.SITE:
        accounts.check_can_suspend(person, moderator)


def impose(decision, kind, until, reason):
    """Write down the sanction that follows from ``decision``; a suspension from the site closes
    the account, by the rules and with the letter of ``members``."""
    sanction = Sanction.objects.create(
        user=decision.author,
        kind=kind,
        hub=None if kind == SanctionKind.SITE else decision.hub,
        decision=decision,
        until=None if kind == SanctionKind.WARNING else until,
    )
    if kind == SanctionKind.SITE:
        accounts.suspend(decision.author, decision.moderator, reason, until)
    log(
        "moderation.sanction",
        decision.author,
        decision.moderator,
        kind=str(kind),
        until=sanction.until.isoformat() if sanction.until else None,
    )
    return sanction


@transaction.atomic
def lift(sanction, moderator):
    """Take ``sanction`` back before its end. Returns whether it was in force (a warning: whether
    it was not taken back yet).

    Raises ``PermissionDenied`` unless ``moderator`` moderates its hub, and never for herself.
    """
    # The row alone: PostgreSQL locks nothing that may be missing (a hub).
    locked = Sanction.objects.select_for_update(of=["self"])
    locked = locked.select_related("user", "hub", "decision")
    fresh = locked.get(pk=sanction.pk)
    check_can_lift(moderator, fresh)
    is_over = fresh.lifted_at is not None or (fresh.until and fresh.until <= timezone.now())
    if is_over:
        return False
    if fresh.kind == SanctionKind.SITE:
        _let_in_again(fresh, moderator)
    _mark_lifted(fresh, moderator)
    sanction.lifted_at, sanction.lifted_by = fresh.lifted_at, fresh.lifted_by
    log("moderation.lift", fresh.user, moderator, kind=fresh.kind)
    activity.send(
        sender=Sanction, actor=moderator, verb="sanction_lifted", target=fresh, hub=fresh.hub
    )
    return True


def _mark_lifted(sanction, moderator):
    sanction.lifted_at, sanction.lifted_by = timezone.now(), moderator
    sanction.save(update_fields=["lifted_at", "lifted_by"])


def _let_in_again(sanction, moderator):
    """Give the account back, unless it is suspended by now for another reason."""
    person = sanction.user
    is_this = (person.suspended_until, person.suspension_reason) == (
        sanction.until,
        sanction.decision.reason,
    )
    if person.status == UserStatus.SUSPENDED and is_this:
        # Before the account tells that it is open: see follow_reinstatement.
        _mark_lifted(sanction, moderator)
        accounts.reinstate(person, moderator)


def follow_reinstatement(person, actor):
    """Staff have let ``person`` in again: what kept her out is over."""
    Sanction.objects.in_force().filter(user=person, kind=SanctionKind.SITE).update(
        lifted_at=timezone.now(), lifted_by=actor
    )
