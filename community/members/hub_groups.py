"""A hub's two groups in step with its memberships: its moderators' group holds the active
members whose role moderates, its members' group holds all active ones.

Rows are written past the relation's manager, which would tell the receiver of
``m2m_changed`` and lead in a circle.
"""

from django.contrib.auth import get_user_model

from subjects.models import HubProvision

from .enums import MODERATING_ROLES, MembershipRole
from .models import Membership

ANSWERS = (
    "_active_hub_ids",
    "_moderates_anything",
    "_page_permission_cache",
    "_perm_cache",
    "_group_perm_cache",
)


def group_rows():
    """The table of who is in which group."""
    return get_user_model().groups.through.objects


def forget_answers(user):
    """What was asked about the rights of this user object is asked anew."""
    for name in ANSWERS:
        user.__dict__.pop(name, None)


def _wanted_groups(membership, provision):
    """Each group of the hub with whether the person belongs in it."""
    is_moderator = membership.is_active and membership.role in MODERATING_ROLES
    return [(provision.group_id, is_moderator), (provision.members_group_id, membership.is_active)]


def put_in_step(membership, provision):
    """Put the person into the hub's groups, or take her out, as her membership says."""
    for group_id, belongs in _wanted_groups(membership, provision):
        row = {"user_id": membership.user_id, "group_id": group_id}
        if belongs:
            group_rows().get_or_create(**row)
        else:
            group_rows().filter(**row).delete()
    forget_answers(membership.user)


def sync_groups(provision):
    """Set the groups of one hub right; returns ``{user id: role}`` of people who are in them
    without a membership. Where there is a membership, it decides."""
    memberships = list(Membership.objects.filter(hub_id=provision.hub_id))
    known = {membership.user_id for membership in memberships}
    wanted = {provision.group_id: set(), provision.members_group_id: set()}
    for membership in memberships:
        for group_id, belongs in _wanted_groups(membership, provision):
            if belongs:
                wanted[group_id].add(membership.user_id)
    held = {group_id: set() for group_id in wanted}
    rows = group_rows().filter(group__in=wanted).values_list("group_id", "user_id")
    for group_id, user_id in rows:
        held[group_id].add(user_id)
    through = group_rows().model
    for group_id, people in wanted.items():
        missing = sorted(people - held[group_id])
        group_rows().bulk_create(through(group_id=group_id, user_id=pk) for pk in missing)
        surplus = (held[group_id] & known) - people
        if surplus:
            group_rows().filter(group_id=group_id, user__in=surplus).delete()
    newcomers = dict.fromkeys(held[provision.members_group_id] - known, MembershipRole.MEMBER)
    moderators = held[provision.group_id] - known
    return newcomers | dict.fromkeys(moderators, MembershipRole.MODERATOR)


def provisions_of(group_ids):
    """Provisions of the hubs whose groups are among ``group_ids``, always in one order, so
    that two who lock them do not wait for each other."""
    found = HubProvision.objects.filter(group__in=group_ids)
    found |= HubProvision.objects.filter(members_group__in=group_ids)
    return found.select_related("hub").order_by("hub_id")
