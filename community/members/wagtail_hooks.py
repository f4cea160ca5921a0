"""Where people plug into the admin, the log and the notices.

A register of people is one line: ``register_people_admin(ItsAdmin, order=20)``; another page
of the admin gives a ``MenuItem`` to the hook ``register_people_menu_item``.
"""

from wagtail import hooks

from . import log_actions
from .admin_menu import ITEM_HOOK, people_list_item, people_menu
from .notices import NOTICE_KINDS

hooks.register("register_admin_menu_item", people_menu)
hooks.register(ITEM_HOOK, people_list_item)
hooks.register("register_log_actions", log_actions.register)


@hooks.register("register_notice_kinds")
def register_notice_kinds():
    return NOTICE_KINDS


# Registers, in the order of the submenu "People" (all people are 10):
# applications 20, memberships 30, invitations 40, organisations 50, texts and consents 60.
