"""How a person stands with the moderators: whether she may write now."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .enums import SanctionKind
from .models import Sanction


def sanctions_in_force(user):
    """Suspensions of ``user`` that hold now; asked once for each user object."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_sanctions_in_force"):
        held = Sanction.objects.in_force().filter(user=user)
        user._sanctions_in_force = list(held.select_related("hub", "decision").defer("hub__body"))
    return [one for one in user._sanctions_in_force if one.is_in_force]


def forget_standing(user):
    """Ask anew: a sanction was imposed or lifted."""
    vars(user).pop("_sanctions_in_force", None)


def remember_no_sanctions(user):
    """Whoever has found out together with something else that nothing holds against ``user``
    says so, and it is not asked again."""
    if not hasattr(user, "_sanctions_in_force"):
        user._sanctions_in_force = []


def barring_sanction(user, hub):
    """The sanction that keeps ``user`` from writing in ``hub`` (``None``: for the whole site), or
    ``None``. Of several, the one that lasts longest."""
    barring = [
        one
        for one in sanctions_in_force(user)
        if one.kind == SanctionKind.SITE
        or (hub is not None and one.hub is not None and hub.path.startswith(one.hub.path))
    ]
    return max(barring, key=_length, default=None)


def _length(sanction):
    """For comparing: what is for good is longest."""
    return (sanction.until is None, sanction.until or sanction.starts_at)


def is_barred(user, hub):
    """Whether a sanction keeps ``user`` from writing in ``hub``."""
    return barring_sanction(user, hub) is not None


def check_not_barred(user, hub):
    """Raises ``PermissionDenied`` that says until when ``user`` may not write, and why."""
    sanction = barring_sanction(user, hub)
    if sanction is not None:
        raise PermissionDenied(words_of(sanction))


def words_of(sanction):
    """What the person is told where she may not write."""
    if sanction.until is None:
        words = _("You may not write here any more. Reason: %(reason)s")
        return words % {"reason": sanction.decision.reason}
    until = date_format(timezone.localtime(sanction.until), "j E Y, H:i")
    words = _("You may not write here until %(until)s. Reason: %(reason)s")
    return words % {"until": until, "reason": sanction.decision.reason}
