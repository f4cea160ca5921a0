"""Rights on what the ground floor itself keeps."""

from django.db.models import Q
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy


class ImagePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rights by collections, but for pictures of a draft that only its author sees:
    those are in nobody else's lists, whatever rights on collections she has."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if instance.is_private and instance.uploaded_by_user_id != user.pk:
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        instances = super().instances_user_has_any_permission_for(user, actions)
        if not user.is_authenticated:
            return instances
        return instances.filter(Q(is_private=False) | Q(uploaded_by_user=user))
