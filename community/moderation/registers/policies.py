"""Rights on the registers."""

from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy

from subjects.permissions import is_site_editor


class SiteEditorsPolicy(BasePermissionPolicy):
    """What belongs to the whole site: its editors keep it."""

    def user_has_permission(self, user, action):
        return user.is_active and is_site_editor(user)

    def user_has_any_permission(self, user, actions):
        return self.user_has_permission(user, next(iter(actions)))

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_any_permission({"publish"})

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model._default_manager.all()
        return rows if self.user_has_any_permission(user, actions) else rows.none()

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, {action})

    def users_with_any_permission_for_instance(self, actions, instance):
        return self.users_with_any_permission(actions)
