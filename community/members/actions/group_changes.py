"""Staff put people into a hub's groups, or take them out, with Wagtail's own form or by code:
the memberships follow, and the log says so."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from ..enums import MODERATING_ROLES, MembershipRole, MembershipStatus
from ..hub_groups import provisions_of, sync_groups
from .membership_changes import activate, change, check_room, end, find, lock


def check_room_in_hubs(user, groups):
    """Raises ``ValidationError`` when one of ``groups`` would make ``user`` a member of a hub
    that has no place left: a form says so at its field."""
    there = set()
    if user.pk:
        there = set(user.memberships.active().values_list("hub_id", flat=True))
    for provision in provisions_of([group.pk for group in groups]):
        if provision.hub_id not in there:
            check_room(provision.hub)


@transaction.atomic
def follow_added(user, hub_id, is_moderator):
    """Somebody was put into the moderators' group (or the members' group) of a hub.

    Raises ``ValidationError`` when there is no room for one more member.
    """
    membership = find(user, lock(hub_id))
    actor = get_active_log_context().user
    if not membership.is_active:
        role = MembershipRole.MODERATOR if is_moderator else MembershipRole.MEMBER
        return activate(membership, "membership_added", actor, role, actor)
    if not is_moderator or membership.role in MODERATING_ROLES:
        return False
    role = MembershipRole.MODERATOR
    return change(membership, "membership_role_changed", actor, role=role)


@transaction.atomic
def follow_removed(user, hub_id, is_member):
    """Somebody was taken out of the moderators' group; out of the members' group too, unless
    ``is_member``."""
    membership = find(user, lock(hub_id))
    actor = get_active_log_context().user
    if not membership.is_active:
        return False
    if not is_member:
        return end(membership, "membership_removed", actor, MembershipStatus.LEFT)
    if membership.role not in MODERATING_ROLES:
        return False
    return change(membership, "membership_role_changed", actor, role=MembershipRole.MEMBER)


@transaction.atomic
def sync_memberships(provision):
    """Set right the groups of a hub, and give a membership to everybody who is in them without
    one (as on a site that is older than memberships). Idempotent; the limit is not asked:
    these people are there."""
    newcomers = sync_groups(provision)
    people = get_user_model().objects.in_bulk(list(newcomers))
    for pk, person in sorted(people.items()):
        change(
            find(person, provision.hub),
            "membership_added",
            get_active_log_context().user,
            tells=False,
            role=newcomers[pk],
            status=MembershipStatus.ACTIVE,
            joined_at=timezone.now(),
        )
    return bool(newcomers)
