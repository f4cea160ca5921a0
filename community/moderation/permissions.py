"""Who complains, who decides, who hears an appeal: moderators of the hub and of those above it;
what belongs to the whole site, its editors. Nobody judges her own cause."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from subjects.models import HubPage
from subjects.permissions import can_govern, can_moderate, people_responsible_for

from .enums import SanctionKind
from .standing import is_barred


def _may_judge(user, hub):
    """Whoever was barred from a hub decides nothing there."""
    is_moderator = user.is_authenticated and user.is_member and can_moderate(user, hub)
    return is_moderator and not is_barred(user, hub)


def why_not_decide(user, case, is_reporter=None):
    """Why ``user`` may not decide on ``case``, in words; empty when she may. ``is_reporter``,
    where a list knows it already, spares a question for each of its rows."""
    if not _may_judge(user, case.hub):
        return _("You do not moderate this hub.")
    if case.author_id == user.pk:
        return _("These are your own words: another moderator decides.")
    if is_reporter is None:
        is_reporter = case.complaints.filter(reporter=user).exists()
    if is_reporter:
        return _("You have complained of it yourself: another moderator decides.")
    return ""


def can_decide(user, case, is_reporter=None):
    """Whether ``user`` may decide on ``case``."""
    return not why_not_decide(user, case, is_reporter)


def check_can_decide(user, case):
    """Raises ``PermissionDenied`` unless ``user`` may decide on ``case``."""
    if words := why_not_decide(user, case):
        raise PermissionDenied(words)


def check_can_bar(user, hub, person):
    """Raises ``PermissionDenied`` unless ``user`` may bar ``person`` from writing in ``hub``:
    whoever moderates it herself is barred only by those above her."""
    if can_moderate(person, hub) and not can_govern(user, hub):
        raise PermissionDenied(
            _("This person moderates the hub: those who are above the hub decide.")
        )


def why_not_hear(user, appeal, is_reporter=None):
    """Why ``user`` may not hear ``appeal``, in words; empty when she may. ``is_reporter``: as for
    ``why_not_decide``."""
    decision = appeal.decision
    if not _may_judge(user, decision.hub):
        return _("You do not moderate this hub.")
    if user.pk == decision.moderator_id:
        return _("You have decided on it yourself: another moderator hears the appeal.")
    if user.pk == appeal.author_id:
        return _("This is your own appeal: another moderator hears it.")
    if is_reporter is None:
        is_reporter = decision.case.complaints.filter(reporter=user).exists()
    if is_reporter:
        return _("You have complained of it yourself: another moderator decides.")
    return ""


def check_can_hear(user, appeal):
    """Raises ``PermissionDenied`` unless ``user`` may hear ``appeal``."""
    if words := why_not_hear(user, appeal):
        raise PermissionDenied(words)


def can_lift(user, sanction):
    """Whether ``user`` may take ``sanction`` back. The account itself is given back by its own
    rules (``members``)."""
    return _may_judge(user, sanction.hub) and user.pk != sanction.user_id


def check_can_lift(user, sanction):
    """Raises ``PermissionDenied`` unless ``user`` may take ``sanction`` back."""
    if sanction.user_id == user.pk:
        raise PermissionDenied(_("Nobody lifts her own sanction."))
    if not can_lift(user, sanction):
        raise PermissionDenied(_("You do not moderate this hub."))


def possible_sanctions(user, hub, keeps_accounts):
    """Kinds of sanctions that ``user`` may choose where ``hub`` is concerned."""
    kinds = [SanctionKind.WARNING]
    if hub is not None:
        kinds.append(SanctionKind.HUB)
    return [*kinds, SanctionKind.SITE] if keeps_accounts else kinds


def judges_for(hub, without=()):
    """Who is told of what waits in ``hub`` (``None``: the whole site), when the people with the
    keys ``without`` may not decide: the nearest who may, going up from the hub."""
    places = [None]
    if hub is not None:
        places = [*HubPage.objects.ancestor_of(hub, inclusive=True).order_by("-depth"), None]
    for place in places:
        found = people_responsible_for(place).exclude(pk__in=[key for key in without if key])
        people = [person for person in found if person.is_member]
        if people:
            return people
    return []
