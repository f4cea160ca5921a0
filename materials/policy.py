"""The admin's rights on materials."""

from django.db.models import Q

from subjects.permissions import HubOwnedPermissionPolicy


class MaterialPermissionPolicy(HubOwnedPermissionPolicy):
    """The hub's moderators look after its materials, but for the drafts that authors write on
    the site: until such a one is sent for the first time, it is its owner's alone."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if instance.is_private and instance.owner_id != user.pk:
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        instances = super().instances_user_has_any_permission_for(user, actions)
        if not user.is_authenticated:
            return instances
        return instances.filter(Q(is_private=False) | Q(owner=user))
