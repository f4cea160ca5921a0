"""Who may do what with a work, beside what the hub's moderators may (``subjects.permissions``)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from subjects.models import HubPage

CONTRIBUTE = "subjects.contribute_to_hub"


def can_contribute(user, hub):
    """Whether ``user`` may put works into ``hub``."""
    return user.is_authenticated and user.has_perm(CONTRIBUTE, hub)


def contributable_hubs(user):
    """Hubs that ``user`` may put works into, in the order of their titles."""
    if not user.is_authenticated:
        return []
    hubs = HubPage.objects.live().active().order_by("title")
    return [hub for hub in hubs if can_contribute(user, hub)]


def can_contribute_anywhere(user):
    """Whether there is a hub that ``user`` may put works into."""
    return bool(contributable_hubs(user))


def is_author(user, material):
    """Whether the work is ``user``'s: she sent it, or is named among its authors."""
    if not user.is_authenticated or material.pk is None:
        return False
    return material.owner_id == user.pk or material.authors.filter(user=user).exists()


def can_see_work(user, material):
    """Whether ``user`` may see the work in all its states."""
    return is_author(user, material)


def check_is_author(user, material):
    """Raises ``PermissionDenied`` unless the work is ``user``'s own."""
    if not is_author(user, material):
        raise PermissionDenied(_("This is somebody else's work."))
