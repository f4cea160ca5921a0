"""Who may do what with people; the rules of hubs are in ``subjects.permissions``."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from subjects.enums import MembersVisibility
from subjects.permissions import can_govern, can_moderate

from .enums import MODERATING_ROLES, MembershipRole, MembershipStatus


def active_hub_ids(user):
    """Keys of the hubs that ``user`` is a member of; asked once for each user object."""
    if not hasattr(user, "_active_hub_ids"):
        held = user.memberships.filter(status=MembershipStatus.ACTIVE)
        user._active_hub_ids = set(held.values_list("hub_id", flat=True))
    return user._active_hub_ids


def can_contribute(user, hub):
    """Whether ``user`` may put works and words into ``hub``: its members may, and whoever
    moderates it. Nothing is added to an archive."""
    if not user.is_authenticated or not user.is_member or hub is None or hub.is_wound_up:
        return False
    return hub.pk in active_hub_ids(user) or can_moderate(user, hub)


def roles_to_give(user, hub):
    """Roles that ``user`` may give and take in ``hub``. Its moderators choose tutors and
    experts; who moderates and who heads it is named by whoever governs the hub."""
    if can_govern(user, hub):
        return list(MembershipRole)
    if can_moderate(user, hub):
        return [role for role in MembershipRole if role not in MODERATING_ROLES]
    return []


def check_can_give_role(user, hub, *roles):
    """Raises ``PermissionDenied`` unless ``user`` may give and take each of ``roles``."""
    allowed = roles_to_give(user, hub)
    if not allowed:
        raise PermissionDenied(_("You do not moderate this hub."))
    if not set(roles) <= set(allowed):
        raise PermissionDenied(
            _("Moderators and heads of a hub are named by those who are above the hub.")
        )


def can_decide(user, membership):
    """Whether ``user`` may exclude the person of ``membership`` or change her role."""
    return membership.role in roles_to_give(user, membership.hub)


def can_see_members(user, hub):
    """Whether ``user`` may look through the list of the hub's members, as the hub allows.
    Whoever leads the hub is shown to everybody, and is no part of this."""
    if hub.members_visible_to == MembersVisibility.EVERYBODY:
        return True
    if not user.is_authenticated or not user.is_member:
        return False
    if hub.members_visible_to == MembersVisibility.COMMUNITY or hub.pk in active_hub_ids(user):
        return True
    return can_moderate(user, hub)


def can_see_pupils(user, hub):
    """Whether ``user`` finds children among the hub's members: those who are in it do."""
    if not user.is_authenticated or not user.is_member:
        return False
    return hub.pk in active_hub_ids(user) or can_moderate(user, hub)
