"""Who may invite people, and who may see, withdraw and renew codes: moderators for their own
hubs, site editors for all. Which rows somebody sees is ``visible_to`` of the QuerySets."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy

from subjects.permissions import can_moderate, is_site_editor, moderated_hubs, moderates_anything

from .enums import MODERATING_ROLES, SELF_CHOSEN_ROLES, MembershipRole, PersonRole


def can_invite(user):
    """Whether ``user`` may invite anybody at all."""
    return user.is_authenticated and user.is_member and moderates_anything(user)


def hubs_to_invite_to(user):
    """Hubs that ``user`` may invite people to."""
    return moderated_hubs(user).active().order_by("path")


def hub_roles_to_invite(user):
    """Roles in hubs that ``user`` may promise: who moderates is chosen by site editors."""
    if is_site_editor(user):
        return list(MembershipRole)
    return [role for role in MembershipRole if role not in MODERATING_ROLES]


def person_roles_to_invite(user):
    """Roles that ``user`` may invite people in: a moderator those that people choose
    themselves when they register."""
    return list(PersonRole) if is_site_editor(user) else list(SELF_CHOSEN_ROLES)


def check_can_invite(user, hubs, hub_role, person_roles):
    """Raises ``PermissionDenied`` unless ``user`` may invite people in these roles to all of
    ``hubs``."""
    if not can_invite(user):
        raise PermissionDenied(_("Only moderators of hubs and site editors invite people."))
    if not hubs and not is_site_editor(user):
        raise PermissionDenied(_("Choose at least one hub of yours."))
    if any(hub.is_wound_up or not can_moderate(user, hub) for hub in hubs):
        raise PermissionDenied(_("You invite people only to hubs that you moderate."))
    allowed = hub_roles_to_invite(user)
    if hub_role not in allowed or not set(person_roles) <= set(person_roles_to_invite(user)):
        raise PermissionDenied(_("You may not invite people in this role."))


def can_handle(user, sheet):
    """Whether ``user`` may see the codes of ``sheet``, withdraw and renew them."""
    return can_invite(user) and type(sheet).objects.visible_to(user).filter(pk=sheet.pk).exists()


def check_can_handle(user, sheet):
    """Raises ``PermissionDenied`` unless ``user`` may withdraw and renew the codes of
    ``sheet``."""
    if not can_handle(user, sheet):
        raise PermissionDenied(_("This sheet of invitations is not yours."))


class InvitationPermissionPolicy(BasePermissionPolicy):
    """For the registers of sheets, codes and lists of people, each by its ``visible_to``. What
    is in them is changed by acts alone, never in a form."""

    def __init__(self, model, actions):
        super().__init__(model)
        self.actions = set(actions)

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        return bool(self.actions & set(actions)) and can_invite(user)

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_any_permission({"publish"})

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        rows = self.instances_user_has_any_permission_for(user, actions)
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager.all()
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        return rows.visible_to(user)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission_for_instance(self, actions, instance):
        return self.users_with_any_permission(actions)
