"""Who may do what with people; the rules of hubs are in ``subjects.permissions``."""

from subjects.permissions import can_moderate

from .enums import MembershipStatus


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
