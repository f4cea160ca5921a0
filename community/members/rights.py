"""Who may do what with accounts: nobody gives, takes or takes over more than she has.

Site editors keep the list of people. A superuser, and whoever holds a right that an editor
does not have, is out of an editor's reach. Moderators of a hub see the cards of its members
and decide in its registers, but never open the form of an account.
"""

from collections import defaultdict

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
)
from wagtail.permission_policies.base import BasePermissionPolicy

from subjects.permissions import is_site_editor, moderated_hubs, moderates_anything

from .enums import MembershipStatus, UserStatus
from .models import Membership

# Whom a moderator has to do with: not those who left of their own will.
CONCERNS_MODERATORS = [status for status in MembershipStatus if status != MembershipStatus.LEFT]


def keeps_people(user):
    """Whether the user keeps the list of all people: site editors and superusers do."""
    if not hasattr(user, "_keeps_people"):
        user._keeps_people = user.is_authenticated and is_site_editor(user)
    return user._keeps_people


def check_keeps_people(user):
    """Raises ``PermissionDenied`` unless the user keeps the list of all people."""
    if not keeps_people(user):
        raise PermissionDenied(_("The list of people is kept by the editors of the site."))


def may_enter_admin():
    """Condition on people: they may open the Wagtail admin."""
    entry = Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    groups = Group.objects.filter(permissions__in=entry, user=OuterRef("pk"))
    own = entry.filter(user=OuterRef("pk"))
    return Q(is_superuser=True) | Q(Exists(groups)) | Q(Exists(own))


def _model_rights():
    """What each group may do with models: ``{group: {permission, ...}}``."""
    rights = defaultdict(set)
    for group, permission in Group.permissions.through.objects.values_list("group", "permission"):
        rights[group].add(permission)
    return rights


def _placed_rights(model, place):
    """What each group may do at places of a tree: ``{group: {(permission, path), ...}}``."""
    rights = defaultdict(set)
    rows = model.objects.values_list("group", "permission", f"{place}__path")
    for group, permission, path in rows:
        rights[group].add((permission, path))
    return rights


def _site_rights():
    rights = defaultdict(set)
    for group, *right in GroupSitePermission.objects.values_list("group", "permission", "site"):
        rights[group].add(tuple(right))
    return rights


def _covers(held, right):
    """Whether a right at a place is held there or at a place above it."""
    permission, path = right
    return any(permission == other and path.startswith(above) for other, above in held)


def givable_group_ids(user):
    """Groups that hold nothing beyond what ``user`` has: only these may she give or take, and
    only their people may she change. Asked once for each user object."""
    if not hasattr(user, "_givable_group_ids"):
        user._givable_group_ids = _find_givable_groups(user)
    return user._givable_group_ids


def _find_givable_groups(user):
    every = set(Group.objects.values_list("pk", flat=True))
    if user.is_superuser:
        return every
    own = set(user.groups.values_list("pk", flat=True))
    models, sites = _model_rights(), _site_rights()
    trees = [
        _placed_rights(GroupPagePermission, "page"),
        _placed_rights(GroupCollectionPermission, "collection"),
    ]
    own_models = set().union(*(models[pk] for pk in own))
    own_models |= set(user.user_permissions.values_list("pk", flat=True))
    own_sites = set().union(*(sites[pk] for pk in own))
    own_trees = [set().union(*(tree[pk] for pk in own)) for tree in trees]

    def is_covered(group):
        if not models[group] <= own_models or not sites[group] <= own_sites:
            return False
        return all(
            _covers(held, right)
            for tree, held in zip(trees, own_trees, strict=True)
            for right in tree[group]
        )

    return {group for group in every if is_covered(group)}


def is_within_reach(user, person):
    """Whether ``person`` has no right that ``user`` has not. Ready for lists whose rows bring
    ``groups`` and ``user_permissions`` with them."""
    if user.is_superuser or user.pk == person.pk:
        return True
    if person.is_superuser or person.is_staff or person.user_permissions.all():
        return False
    return {group.pk for group in person.groups.all()} <= givable_group_ids(user)


def can_manage(user, person):
    """Whether ``user`` may change the account of ``person``: names, address, suspension. What
    is left of a deleted account is changed by nobody."""
    if person.has_left:
        return False
    return user.is_active and keeps_people(user) and is_within_reach(user, person)


def check_can_manage(user, person):
    """Raises ``PermissionDenied`` unless ``user`` may change the account of ``person``."""
    if not can_manage(user, person):
        raise PermissionDenied(_("This account is not yours to change."))


def hubs_shared_with(user, person):
    """Hubs moderated by ``user`` that ``person`` is in, asks to join or was refused by."""
    memberships = person.memberships.filter(status__in=CONCERNS_MODERATORS)
    return moderated_hubs(user).filter(pk__in=memberships.values("hub"))


def can_open_card(user, person):
    """Whether ``user`` may open the card of ``person``: who keeps the list, and moderators of
    a hub that the person belongs to or asks to join."""
    if keeps_people(user):
        return True
    return moderates_anything(user) and hubs_shared_with(user, person).exists()


def can_delete(user, person):
    """Whether ``user`` may take the row away: only a superuser, and only of somebody who was
    invited and never came. Whoever was here has her account deleted with care for her words.
    """
    return user.is_active and user.is_superuser and person.status == UserStatus.INVITED


class PersonPermissionPolicy(BasePermissionPolicy):
    """The rules above for Wagtail, which asks them everywhere (list, form, choosers)."""

    def user_has_permission(self, user, action):
        if not user.is_active:
            return False
        if action == "delete":
            return user.is_superuser
        if action == "view":
            return moderates_anything(user)
        return keeps_people(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions):
        people = self.model._default_manager.filter(is_active=True)
        return people.filter(may_enter_admin())

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete":
            return can_delete(user, instance)
        if action == "view":
            return can_open_card(user, instance)
        return can_manage(user, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions):
        people = self.model._default_manager.all()
        if keeps_people(user):
            return people
        if "view" not in actions or not moderates_anything(user):
            return people.none()
        hubs = moderated_hubs(user).order_by().values("pk")
        own = Membership.objects.filter(hub__in=hubs, status__in=CONCERNS_MODERATORS)
        return people.filter(Exists(own.filter(user=OuterRef("pk"))))

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission_for_instance(self, actions, instance):
        return self.users_with_any_permission(actions)
