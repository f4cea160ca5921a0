"""The entry "People" of the admin's menu: all that is done with people, in one place."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.permissions import policy_registry

ITEM_HOOK = "register_people_menu_item"


class PeopleListItem(MenuItem):
    """The list of all people, for those who keep it."""

    def is_shown(self, request):
        policy = policy_registry.get_by_type(get_user_model())
        return policy.user_has_any_permission(request.user, {"add", "change"})


def people_menu():
    """The submenu; its items come by the hook ``register_people_menu_item``, each shown only
    to those who may open it."""
    return SubmenuMenuItem(
        _("People"), Menu(register_hook_name=ITEM_HOOK), name="people", icon_name="user", order=400
    )


def people_list_item():
    return PeopleListItem(
        _("All people"),
        reverse("wagtailusers_users:index"),
        name="people-list",
        icon_name="user",
        order=10,
    )


def register_people_admin(register_class, order):
    """Register a ``ModelAdmin`` of people with its entry in the submenu, at ``order``."""
    register = register_class()
    register.add_to_admin_menu = False
    register.register_with_wagtail()
    hooks.register(ITEM_HOOK, lambda: register.get_menu_item(order=order))
