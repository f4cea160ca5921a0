"""Who may set a new password for somebody who has lost hers. It opens the account, so the
rule is strict: never for whoever has any rights of staff."""

from django.db.models import Q

from subjects.permissions import is_site_editor, moderated_hubs

from .enums import MODERATING_ROLES, UserStatus
from .rights import can_manage


def can_set_password(actor, user):
    """Whether ``actor`` may set a temporary password for ``user``.

    A superuser may for everybody but herself; a site editor for people without any rights of
    staff; a moderator for those of them who have no e-mail and came to a hub of hers by an
    invitation or by another's decision (else she could take over an account by adding it).
    """
    if not actor.is_authenticated or not actor.is_member or actor.pk == user.pk:
        return False
    if not user.is_active or user.status not in {UserStatus.ACTIVE, UserStatus.PENDING}:
        return False
    if actor.is_superuser:
        return True
    if _is_somebody(user):
        return False
    if is_site_editor(actor):
        return can_manage(actor, user)
    return not user.email and _came_to_hub_of(actor, user)


def _is_somebody(user):
    """Whether ``user`` has rights that a password would hand over."""
    if user.is_superuser or user.is_staff or user.is_staff_member:
        return True
    return user.memberships.active().filter(role__in=MODERATING_ROLES).exists()


def _came_to_hub_of(actor, user):
    hubs = moderated_hubs(actor).active().order_by().values("pk")
    here = user.memberships.active().filter(hub__in=hubs)
    invited = Q(hub__in=user.invitation.hubs.all()) if hasattr(user, "invitation") else Q()
    return here.filter(~Q(decided_by=actor) | invited).exists()
