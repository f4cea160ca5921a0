"""People who wait to be let in, and works that wait for readers, in the queue. They are decided
on by the functions of ``members`` and ``materials``."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_latest_str
from wagtail.permissions import policy_registry
from wagtail_modeladmin.helpers import AdminURLHelper

from community.members.actions import memberships, registration
from community.members.enums import RegistrationStatus, UserStatus
from community.members.models import Membership, Registration
from community.members.registration_rights import can_decide
from materials import submission
from materials.dashboard import waiting_for
from materials.workflow_links import review_url
from subjects.permissions import moderated_hubs

from .items import APPROVE, REFUSE, QueueItem, QueueSource


def _about(person):
    """Who it is, in a few words."""
    return list(filter(None, [person.get_role_display(), person.organisation_name]))


class RegistrationSource(QueueSource):
    """Applications to the site."""

    name = "registration"
    label = _("Applications to the site")

    def waiting(self, user):
        policy = policy_registry.get_by_type(Registration)
        rows = policy.instances_user_has_permission_for(user, "view")
        return (
            rows.filter(status=RegistrationStatus.WAITING)
            .select_related("user__organisation")
            .prefetch_related("user__memberships__hub")
        )

    def in_hub(self, rows, hub):
        asked = Membership.objects.filter(hub__path__startswith=hub.path).order_by()
        return rows.filter(user__in=asked.values("user"))

    def get_items(self, user, rows):
        helper = AdminURLHelper(Registration)
        return [
            QueueItem(
                source=self,
                row=row,
                title=str(row.user),
                url=helper.get_action_url("inspect", row.pk),
                when=row.created_at,
                person=row.user,
                notes=_about(row.user),
                text=row.note,
                acts=(APPROVE, REFUSE) if can_decide(user, row) else (),
            )
            for row in rows
        ]

    def carry_out(self, act, user, row, rule, reason):
        if act == APPROVE:
            return registration.approve(row, user)
        return registration.refuse(row, user, reason)


class MembershipSource(QueueSource):
    """Requests to join hubs, of those who are let in to the site."""

    name = "membership"
    label = _("Requests to join hubs")
    when = "requested_at"

    def waiting(self, user):
        hubs = moderated_hubs(user).active().order_by().values("pk")
        rows = Membership.objects.requested().filter(hub__in=hubs)
        rows = rows.exclude(user__status__in=[UserStatus.PENDING, UserStatus.INVITED])
        return rows.select_related("user__organisation", "hub").defer("hub__body")

    def get_items(self, user, rows):
        helper = AdminURLHelper(Membership)
        return [
            QueueItem(
                source=self,
                row=row,
                title=str(row.user),
                url=helper.get_action_url("inspect", row.pk),
                when=row.requested_at,
                person=row.user,
                hub=row.hub,
                notes=_about(row.user),
                text=row.note,
                acts=(APPROVE, REFUSE),
            )
            for row in rows
        ]

    def carry_out(self, act, user, row, rule, reason):
        if act == APPROVE:
            return memberships.approve(row, user)
        return memberships.refuse(row, user, reason)


class WorkSource(QueueSource):
    """Works that were sent to the moderators; what is not approved goes back with a comment."""

    name = "work"
    label = _("Works sent in")
    when = "sent_at"

    def waiting(self, user):
        rows = waiting_for(user).select_related("material__latest_revision", "hub", "sent_by")
        return rows.defer("material__body", "hub__body")

    def get_items(self, user, rows):
        return [
            QueueItem(
                source=self,
                row=row,
                title=get_latest_str(row.material),
                url=review_url(row.material),
                when=row.sent_at,
                person=row.sent_by,
                hub=row.hub,
                notes=[row.material.get_kind_display()],
                acts=(APPROVE, REFUSE),
            )
            for row in rows
        ]

    def carry_out(self, act, user, row, rule, reason):
        if act == APPROVE:
            return submission.approve(row.material, user)
        return submission.return_for_changes(row.material, user, reason)


def sources_of_others():
    """What waits elsewhere."""
    return [RegistrationSource(), MembershipSource(), WorkSource()]
