"""Joining hubs, leaving them and serving in them: a membership changes here and nowhere else.

Each act locks the hub, checks, changes, keeps the hub's groups in step, writes the log and
tells it, all in one transaction. It raises ``ValidationError`` or ``PermissionDenied`` with
words for the person, and returns whether anything changed; an ``actor`` of ``None`` is the
site itself (a code given out before, a command) and is asked for no rights.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.enums import JoinPolicy
from subjects.permissions import can_moderate, check_can_moderate
from subjects.signals import activity

from ..enums import MembershipRole, MembershipStatus, UserStatus
from ..hub_groups import forget_answers
from ..models import Membership
from ..permissions import check_can_give_role
from .membership_changes import (
    NOTE_LENGTH,
    activate,
    change,
    check_let_in,
    check_open_for_changes,
    check_reason,
    end,
    find,
    lock,
    lock_membership,
)


@transaction.atomic
def join(user, hub, note=""):
    """Join ``hub``, or ask to: as its policy says. Somebody who is not let in to the site yet,
    or was refused or excluded before, only asks."""
    hub = lock(hub.pk)
    membership = find(user, hub)
    if membership.is_active:
        return False
    check_open_for_changes(hub)
    if not user.is_member and user.status not in {UserStatus.PENDING, UserStatus.INVITED}:
        raise ValidationError(_("Your account cannot join hubs now."))
    if hub.join_policy == JoinPolicy.CLOSED:
        raise ValidationError(_("People are added to this hub by its moderators."), code="closed")
    is_free = hub.join_policy == JoinPolicy.OPEN and not membership.was_turned_away
    if is_free and user.is_member:
        return activate(membership, "membership_joined", user, MembershipRole.MEMBER)
    if membership.pk and membership.status == MembershipStatus.REQUESTED:
        return False
    return change(
        membership,
        "membership_requested",
        user,
        # Moderators hear of it when the person is let in to the site: see settle_requests.
        tells=user.is_member,
        status=MembershipStatus.REQUESTED,
        role=MembershipRole.MEMBER,
        note=note.strip()[:NOTE_LENGTH],
        requested_at=timezone.now(),
        ended_at=None,
    )


def settle_requests(user, actor=None):
    """What the person asked for before she was let in to the site: open hubs take her, and
    those that ``actor`` moderates. Returns the requests that go on waiting."""
    waiting = []
    requests = Membership.objects.filter(user=user, status=MembershipStatus.REQUESTED)
    for membership in requests.select_related("hub").order_by("hub_id"):
        try:
            with transaction.atomic():
                if actor is not None and can_moderate(actor, membership.hub):
                    approve(membership, actor)
                else:
                    join(user, membership.hub)
        except ValidationError:
            # The request stays: there may be room later, and the moderators see it.
            pass
        membership.refresh_from_db()
        if membership.status == MembershipStatus.REQUESTED:
            waiting.append(membership)
            activity.send(
                sender=Membership,
                actor=user,
                verb="membership_requested",
                target=membership,
                hub=membership.hub,
            )
    return waiting


@transaction.atomic
def approve(membership, actor):
    """Let in somebody who asked."""
    hub = lock_membership(membership)
    if actor is not None:
        check_can_moderate(actor, hub)
    if membership.is_active:
        return False
    check_open_for_changes(hub)
    if membership.status != MembershipStatus.REQUESTED:
        raise ValidationError(_("There is no request any more: it was withdrawn or decided."))
    check_let_in(membership.user)
    return activate(membership, "membership_approved", actor, membership.role, actor)


@transaction.atomic
def refuse(membership, actor, reason):
    """Turn down somebody who asked; she reads the reason and may ask again."""
    hub = lock_membership(membership)
    if actor is not None:
        check_can_moderate(actor, hub)
    if membership.status == MembershipStatus.REFUSED:
        return False
    if membership.status != MembershipStatus.REQUESTED:
        raise ValidationError(_("There is no request any more: it was withdrawn or decided."))
    return end(
        membership,
        "membership_refused",
        actor,
        MembershipStatus.REFUSED,
        reason=check_reason(reason),
        decided_by=actor,
    )


@transaction.atomic
def withdraw_request(membership):
    """The person takes her request back."""
    lock_membership(membership)
    if membership.status != MembershipStatus.REQUESTED:
        return False
    return end(membership, "membership_withdrawn", membership.user, MembershipStatus.LEFT)


@transaction.atomic
def leave(membership):
    """The person goes; always possible, also from an archive."""
    lock_membership(membership)
    if not membership.is_active:
        return False
    return end(membership, "membership_left", membership.user, MembershipStatus.LEFT)


def leave_all(user):
    """Out of every hub, and every request taken back; returns whether there was any."""
    changed = False
    for membership in Membership.objects.filter(user=user).order_by("hub_id"):
        changed |= leave(membership) or withdraw_request(membership)
    forget_answers(user)
    return changed


@transaction.atomic
def exclude(membership, actor, reason):
    """Take somebody out of the hub; she reads the reason and comes back by a decision only."""
    hub = lock_membership(membership)
    if actor is not None:
        check_can_give_role(actor, hub, membership.role)
    if membership.status == MembershipStatus.EXCLUDED:
        return False
    check_open_for_changes(hub)
    if not membership.is_active:
        raise ValidationError(_("The person is not a member of this hub any more."))
    return end(
        membership,
        "membership_excluded",
        actor,
        MembershipStatus.EXCLUDED,
        reason=check_reason(reason),
        decided_by=actor,
    )


@transaction.atomic
def add(user, hub, actor, role=MembershipRole.MEMBER):
    """Staff make somebody a member. Whoever is one already keeps her role."""
    hub = lock(hub.pk)
    if actor is not None:
        check_can_give_role(actor, hub, role)
    membership = find(user, hub)
    if membership.is_active:
        return False
    check_open_for_changes(hub)
    check_let_in(user)
    return activate(membership, "membership_added", actor, role, actor)


@transaction.atomic
def change_role(membership, role, actor):
    """Give a member another role."""
    hub = lock_membership(membership)
    if actor is not None:
        check_can_give_role(actor, hub, role, membership.role)
    if not membership.is_active:
        raise ValidationError(_("The person is not a member of this hub any more."))
    if membership.role == role:
        return False
    check_open_for_changes(hub)
    return change(membership, "membership_role_changed", actor, role=MembershipRole(role))
