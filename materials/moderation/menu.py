"""The buttons under the form of a work: what a moderator does with one that waits."""

from ..models import Material

# First what a moderator is asked for, then the rest.
ORDER = {"approve": 1, "reject": 2, "refuse": 3, "action-save": 4, "action-unpublish": 5}
ICONS = {"approve": "check", "reject": "arrow-left", "refuse": "cross"}
AUTHORS_ONLY = {"action-cancel-workflow", "action-restart-workflow"}
# To publish a work that waits is to approve it; it is sent already.
NOT_WHILE_WAITING = {"action-publish", "action-submit"}


def arrange_action_menu(menu_items, request, context):
    """Leave out what is the author's, and put the decisions first."""
    instance = context.get("instance")
    if not isinstance(instance, Material) or instance.pk is None:
        return
    state = instance.current_workflow_state
    unwanted = set(AUTHORS_ONLY)
    if instance.workflow_in_progress:
        unwanted |= NOT_WHILE_WAITING
    elif state is not None:
        unwanted.add("action-submit")
    menu_items[:] = [item for item in menu_items if item.name not in unwanted]
    for item in menu_items:
        item.icon_name = ICONS.get(item.name, item.icon_name)
    if instance.workflow_in_progress:
        menu_items.sort(key=lambda item: ORDER.get(item.name, 10))
