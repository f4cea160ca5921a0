"""Who may do what with a work, beside what the hub's moderators may (``subjects.permissions``).

A work belongs to whoever began it, its owner. Co-authors who have accepted make it with her;
who is only named in a draft has no say in it, for anybody can be named. When the work has been
published, a moderator has agreed to its authors, and each of them may go on with it.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from subjects.models import HubPage
from subjects.permissions import can_moderate, is_asked_to_decide

from .models import CoAuthor, Material, MaterialAuthor

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


def own_works(user):
    """Condition on materials: they are ``user``'s (``is_author``)."""
    begun = Material.objects.filter(owner=user).order_by().values("pk")
    accepted = CoAuthor.objects.accepted().filter(user=user).order_by().values("material")
    named = MaterialAuthor.objects.filter(user=user, material__first_published_at__isnull=False)
    # Keys of three kinds in one list: an OR over the whole bank would look at all of it.
    return Q(pk__in=begun.union(accepted, named.order_by().values("material")))


def is_author(user, material):
    """Whether the work is ``user``'s: she began it, makes it together with the one who did, or
    is named under what was published."""
    if not user.is_authenticated or material.pk is None:
        return False
    if material.owner_id == user.pk:
        return True
    if material.coauthors.accepted().filter(user=user).exists():
        return True
    if material.first_published_at is None:
        return False
    return MaterialAuthor.objects.filter(material=material.pk, user=user).exists()


def is_owner(user, material):
    """Whether ``user`` began the work."""
    return user.is_authenticated and material.owner_id == user.pk


def is_invited(user, material):
    """Whether ``user`` was asked to make the work together and has not answered."""
    if not user.is_authenticated or material.pk is None:
        return False
    return material.coauthors.invited().filter(user=user).exists()


def authors_of(material):
    """Registered people whose work it is."""
    people = get_user_model()._default_manager
    rule = Q(pk=material.owner_id)
    rule |= Q(pk__in=material.coauthors.accepted().values("user"))
    if material.first_published_at is not None:
        rule |= Q(pk__in=MaterialAuthor.objects.filter(material=material.pk).values("user"))
    return people.filter(rule)


def can_see_work(user, material):
    """Whether ``user`` may see the work in all its states."""
    return is_author(user, material)


def can_see_files(user, material):
    """Whether ``user`` may have the files of the newest version: those who are invited look
    at the work before they answer."""
    return is_author(user, material) or is_invited(user, material)


def can_look_after(user, material):
    """Whether ``user`` moderates the hub of the work, and its author has shown it to the
    moderators already; or is asked to decide on its newest version."""
    if material.is_private:
        return False
    return can_moderate(user, material.hub) or is_asked_to_decide(user, material)


def check_is_author(user, material):
    """Raises ``PermissionDenied`` unless the work is ``user``'s own."""
    if not is_author(user, material):
        raise PermissionDenied(_("This is somebody else's work."))


def check_is_owner(user, material):
    """Raises ``PermissionDenied`` unless ``user`` began the work."""
    if not is_owner(user, material):
        raise PermissionDenied(_("Only the one who began the work may do this."))


def check_may_work(user, material):
    """Raises ``PermissionDenied`` unless the work is ``user``'s and she is let in."""
    check_is_author(user, material)
    if not user.is_active:
        raise PermissionDenied
