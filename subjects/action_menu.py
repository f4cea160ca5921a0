"""Publishing and unpublishing in the forms of what belongs to a hub.

Wagtail shows these two only to those who have the model's own right, which nobody has here:
rights come from the hub, and the permission policy knows them.
"""

from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem

from .permissions import HubOwnedPermissionPolicy


def _may_publish(context):
    policy = policy_registry.get_by_type(context["model"])
    if not isinstance(policy, HubOwnedPermissionPolicy) or context.get("locked_for_user"):
        return False
    user, instance = context["request"].user, context.get("instance")
    if instance is None or instance.pk is None:
        return policy.user_has_permission(user, "publish")
    return policy.user_has_permission_for_instance(user, "publish", instance)


def complete_action_menu(menu_items, request, context):
    """Add what Wagtail left out, in its own places, for those who moderate the hub."""
    if not context.get("draftstate_enabled") or not _may_publish(context):
        return
    wanted = [PublishMenuItem(order=30)]
    if context["view"] == "edit" and context["instance"].live:
        wanted.append(UnpublishMenuItem(order=20))
    present = {item.name for item in menu_items}
    menu_items.extend(item for item in wanted if item.name not in present)
    menu_items.sort(key=lambda item: item.order)
