"""Who decides on applications to the site: its editors on all of them, moderators on those of
people who asked to join a hub of theirs."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy

from subjects.permissions import (
    can_moderate,
    is_site_editor,
    moderated_hubs,
    moderates_anything,
    people_responsible_for,
)

from .enums import MembershipStatus
from .models import Membership

POSSIBLE = {"view"}


def can_decide(user, registration):
    """Whether ``user`` decides on ``registration``. For lists: no query when the memberships
    and hubs of the applicant are prefetched."""
    if not user.is_authenticated or not user.is_member:
        return False
    return is_site_editor(user) or any(
        membership.status != MembershipStatus.LEFT and can_moderate(user, membership.hub)
        for membership in registration.user.memberships.all()
    )


def check_can_decide(user, registration):
    """Raises ``PermissionDenied`` unless ``user`` decides on ``registration``."""
    if not can_decide(user, registration):
        raise PermissionDenied(
            _("This application is decided on by the moderators of the hubs it names.")
        )


def responsible_people(registration):
    """Who is told that ``registration`` waits: those responsible for the hubs that it names;
    where it names none, the editors of the site."""
    asked = registration.user.memberships.filter(status=MembershipStatus.REQUESTED)
    hubs = [membership.hub for membership in asked.select_related("hub")]
    people = {}
    for hub in hubs or [None]:
        people.update((person.pk, person) for person in people_responsible_for(hub))
    return [person for person in people.values() if person.is_member]


class RegistrationPermissionPolicy(BasePermissionPolicy):
    """Moderators see the applications that concern a hub of theirs, also decided ones; nobody
    adds, edits or deletes any by hand."""

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        return bool(POSSIBLE & set(actions)) and moderates_anything(user)

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_any_permission({"publish"})

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not self.user_has_any_permission(user, actions):
            return False
        return is_site_editor(user) or any(
            can_moderate(user, membership.hub) for membership in instance.user.memberships.all()
        )

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager.all()
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        if is_site_editor(user):
            return rows
        hubs = moderated_hubs(user).order_by().values("pk")
        asked = Membership.objects.filter(user=OuterRef("user"), hub__in=hubs)
        return rows.filter(Exists(asked))

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission_for_instance(self, actions, instance):
        return self.users_with_any_permission(actions)
