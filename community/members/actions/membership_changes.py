"""What every change of a membership is made of: the lock, the checks, and writing it down."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from subjects.models import HubPage, HubProvision
from subjects.provisioning import provision_hub
from subjects.signals import activity

from ..enums import MembershipStatus
from ..hub_groups import put_in_step
from ..log import log
from ..models import Membership

NOTE_LENGTH = 1000


def lock(hub_id):
    """The hub as it stands now; until the end of the transaction nobody else changes its
    members. SQLite has no locks of rows: there the whole transaction is alone."""
    if HubProvision.objects.select_for_update().filter(hub_id=hub_id).first() is None:
        provision_hub(HubPage.objects.get(pk=hub_id))
    return HubPage.objects.select_related("provision").get(pk=hub_id)


def lock_membership(membership):
    """Lock the hub of ``membership`` and read both anew; returns the hub."""
    hub = lock(membership.hub_id)
    try:
        membership.refresh_from_db(from_queryset=Membership.objects.select_related("user"))
    except Membership.DoesNotExist:
        raise ValidationError(
            _("The person is no longer in the list. Open the list again.")
        ) from None
    membership.hub = hub
    return hub


def find(user, hub):
    """The person's membership in the hub, or a new one that is not saved."""
    membership = Membership.objects.filter(user=user, hub=hub).first() or Membership()
    membership.user, membership.hub = user, hub
    return membership


def check_open_for_changes(hub):
    """Raises ``ValidationError`` for an archive."""
    if hub.is_wound_up:
        raise ValidationError(_("This hub was wound up: nobody joins it any more."))


def check_room(hub):
    """Raises ``ValidationError`` when the hub has as many members as it may have. Sure only
    under the hub's lock."""
    limit = hub.member_limit
    if limit is not None and Membership.objects.active().filter(hub=hub).count() >= limit:
        message = ngettext(
            "All places in “%(hub)s” are taken: it may have %(limit)s member.",
            "All places in “%(hub)s” are taken: it may have %(limit)s members.",
            limit,
        )
        raise ValidationError(message % {"hub": hub.title, "limit": limit}, code="full")


def check_let_in(user):
    """Raises ``ValidationError`` unless the person may take part in the site."""
    if not user.is_member:
        raise ValidationError(_("The person has not been let in to the site yet."))


def check_reason(reason):
    """The reason without what is too much of it; there must be one."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Write the reason: the person will read it.")})
    return reason[:NOTE_LENGTH]


def change(membership, verb, actor, tells=True, **values):
    """Write what was decided: the row, the groups, the log, and the news of it."""
    for name, value in values.items():
        setattr(membership, name, value)
    membership.save()
    hub = membership.hub
    put_in_step(membership, hub.provision)
    details = {"person": membership.user_id, "hub": hub.pk, "role": str(membership.role)}
    log(f"members.{verb}", membership, actor, **details)
    if tells:
        activity.send(sender=Membership, actor=actor, verb=verb, target=membership, hub=hub)
    return True


def activate(membership, verb, actor, role, decided_by=None):
    """Make the person a member, if there is room."""
    check_room(membership.hub)
    return change(
        membership,
        verb,
        actor,
        role=role,
        status=MembershipStatus.ACTIVE,
        reason="",
        joined_at=timezone.now(),
        ended_at=None,
        decided_by=decided_by,
    )


def end(membership, verb, actor, status, **values):
    """The membership, or the request, is over."""
    return change(membership, verb, actor, status=status, ended_at=timezone.now(), **values)
