"""Who may do what: the one answer for the Wagtail admin and the public site alike.

Permission flows down the page tree. Whoever may publish a hub's page moderates all that
belongs to the hub and to the hubs below it; there is no other list of moderators.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, PagePermissionTester
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy

# The tree's root has depth 1 and the home page 2: rights given there cover the whole site.
SITE_DEPTH = 2


def _published_pages(user):
    """Pages on which one of the user's groups may publish; asked once for each user object."""
    permissions = page_permission_policy.get_cached_permissions_for_user(user)
    return [entry.page for entry in permissions if entry.permission.codename == "publish_page"]


def published_paths(user):
    """Tree paths at and below which the user moderates; a superuser moderates everything."""
    if not user.is_active:
        return []
    if user.is_superuser:
        return [""]
    return [page.path for page in _published_pages(user)]


def is_site_editor(user):
    """Whether the user may publish anywhere on the site."""
    if not user.is_active:
        return False
    return user.is_superuser or any(page.depth <= SITE_DEPTH for page in _published_pages(user))


def moderated_hubs(user):
    """Hubs that the user moderates; wound-up hubs are left to site editors."""
    from .models import HubPage

    if not user.is_active:
        return HubPage.objects.none()
    if is_site_editor(user):
        return HubPage.objects.all()
    return HubPage.objects.active().under_paths([page.path for page in _published_pages(user)])


def can_moderate(user, hub):
    """Whether the user moderates ``hub`` (``None``: what belongs to the whole site)."""
    if is_site_editor(user):
        return True
    if not user.is_active or hub is None or hub.is_wound_up:
        return False
    return any(hub.path.startswith(page.path) for page in _published_pages(user))


def can_govern(user, hub):
    """Whether the user may publish above ``hub``: founds and closes it, names who moderates it
    (an order does that, S0 p. 3, 7)."""
    if is_site_editor(user):
        return True
    if not user.is_active:
        return False
    pages = _published_pages(user)
    return any(hub.path.startswith(page.path) and hub.path != page.path for page in pages)


def check_can_moderate(user, hub):
    """Raises ``PermissionDenied`` unless the user moderates ``hub``."""
    if not can_moderate(user, hub):
        raise PermissionDenied(_("You do not moderate this hub."))


def moderates_anything(user):
    """Whether the user moderates at least one hub, or the whole site; asked once for each
    user object, because lists ask it for each of their rows."""
    if not hasattr(user, "_moderates_anything"):
        user._moderates_anything = is_site_editor(user) or (
            user.is_active and moderated_hubs(user).exists()
        )
    return user._moderates_anything


def people_responsible_for(hub):
    """Who is told of what waits in ``hub``: its own moderators; where there are none who may
    take part now, those of the nearest hub above that has some, and at last the editors of the
    whole site (also for ``None``)."""
    from .models import HubPage

    people = get_user_model()._default_manager.members()
    if hub is not None:
        hubs = HubPage.objects.ancestor_of(hub, inclusive=True).order_by("-depth")
        for nearest in hubs:
            found = people.filter(groups__hub_provision__hub=nearest)
            if found.exists():
                return found
    rights = GroupPagePermission.objects.filter(
        page__depth__lte=SITE_DEPTH, permission__codename="publish_page"
    )
    editors = people.filter(groups__in=rights.values("group")).distinct()
    return editors if editors.exists() else people.filter(is_superuser=True)


def is_in_archive(page):
    """Whether ``page`` is a wound-up hub or stands under one."""
    from .models import HubPage

    hubs = HubPage.objects.ancestor_of(page, inclusive=True)
    return hubs.filter(wound_up_on__isnull=False).exists()


class HubScopedPermissionTester(PagePermissionTester):
    """Rights on a page under a hub: an archive stays as it is, but for site editors."""

    def _is_frozen(self):
        return not is_site_editor(self.user) and is_in_archive(self.page)

    def can_edit(self):
        return super().can_edit() and not self._is_frozen()

    def can_add_subpage(self):
        return super().can_add_subpage() and not self._is_frozen()

    def can_publish(self):
        return super().can_publish() and not self._is_frozen()

    def can_publish_subpage(self):
        return super().can_publish_subpage() and not self._is_frozen()

    def can_unpublish(self):
        return super().can_unpublish() and not self._is_frozen()

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and not self._is_frozen()

    def can_reorder_children(self):
        return super().can_reorder_children() and not self._is_frozen()

    def can_set_view_restrictions(self):
        """Closing a public place to readers is not a hub's own affair."""
        return super().can_set_view_restrictions() and is_site_editor(self.user)


class HubPermissionTester(HubScopedPermissionTester):
    """Rights on a hub's own page: its moderators write it, but founding, moving and closing
    a community belong to whoever may publish above it (an order does that, S0 p. 3, 7)."""

    def may_govern(self):
        """Whether the user may found, close or move the community and change its address."""
        parent = self.page.get_parent()
        return parent.permissions_for_user(self.user).can_publish()

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and self.may_govern()

    def can_unpublish(self):
        return super().can_unpublish() and self.may_govern()

    def can_set_view_restrictions(self):
        return super().can_set_view_restrictions() and self.may_govern()


class HubScopedPage:
    """Mixin for page types that stand under a hub (announcements, events)."""

    def permissions_for_user(self, user):
        return HubScopedPermissionTester(user, self)

    @property
    def hub(self):
        """The nearest hub above, or ``None`` on a page of the whole site."""
        from .models import HubPage

        if not hasattr(self, "_hub"):
            self._hub = HubPage.objects.ancestor_of(self).order_by("-depth").first()
        return self._hub


def is_asked_to_decide(user, instance):
    """Whether ``instance`` waits in a workflow for a decision that ``user`` may take: its newest
    version may belong to another hub than the one that readers see."""
    task = getattr(instance, "current_workflow_task", None)
    return task is not None and task.user_can_access_editor(instance, user)


class HubOwnedPermissionPolicy(BasePermissionPolicy):
    """Rights on a model with a way to its hub (``hub_field``, a lookup such as ``hub`` or
    ``site__hub``): every action on an instance asks whether the user moderates its hub.

    A draft whose hub is still empty belongs to its ``owner``, where the model has one.
    ``actions`` narrows what is possible at all (a register that nobody edits by hand).
    """

    def __init__(self, model, hub_field="hub", actions=None):
        super().__init__(model)
        self.hub_field = hub_field
        self.actions = actions

    def _is_possible(self, actions):
        return self.actions is None or bool(set(actions) & set(self.actions))

    def _has_owner(self):
        return any(field.name == "owner" for field in self.model._meta.get_fields())

    def get_hub(self, instance):
        """The hub an instance belongs to, or ``None``."""
        for name in self.hub_field.split("__"):
            if instance is None:
                return None
            instance = getattr(instance, name)
        return instance

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        return self._is_possible(actions) and moderates_anything(user)

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_any_permission({"publish"})

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not self._is_possible(actions):
            return False
        hub = self.get_hub(instance)
        if hub is None and self._has_owner() and instance.owner_id == user.pk:
            return moderates_anything(user)
        return can_moderate(user, hub)

    def instances_user_has_any_permission_for(self, user, actions):
        instances = self.model._default_manager.all()
        if not self._is_possible(actions) or not user.is_active:
            return instances.none()
        if is_site_editor(user):
            return instances
        condition = Q(**{f"{self.hub_field}__in": moderated_hubs(user).order_by().values("pk")})
        if self._has_owner():
            condition |= Q(**{f"{self.hub_field}__isnull": True}, owner=user)
        return instances.filter(condition)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission_for_instance(self, actions, instance):
        hub = self.get_hub(instance)
        if hub is None:
            return self.users_with_any_permission(actions)
        return page_permission_policy.users_with_any_permission_for_instance({"publish"}, hub)


class SiteEditorsPolicy(BasePermissionPolicy):
    """Rights on what belongs to the whole site: its editors keep it, nobody else sees it.

    ``actions`` narrows what is possible at all (a register that nobody edits by hand).
    """

    def __init__(self, model, actions=None):
        super().__init__(model)
        self.actions = actions

    def _is_possible(self, actions):
        return self.actions is None or bool(set(actions) & set(self.actions))

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        return self._is_possible(actions) and is_site_editor(user)

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_any_permission({"publish"})

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager.all()
        return rows if self.user_has_any_permission(user, actions) else rows.none()

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission_for_instance(self, actions, instance):
        return self.users_with_any_permission(actions)
