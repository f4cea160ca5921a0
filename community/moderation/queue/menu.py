"""Where a moderator finds what waits: in the admin's menu, with the number, and on its first
page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from subjects.dashboard import ListPanel, Row
from subjects.permissions import moderates_anything

from .cases import own_sources
from .guard import QUEUE_NAME
from .listing import count_waiting

ITEM_HOOK = "register_moderation_menu_item"


class QueueItemOfMenu(MenuItem):
    """The queue, with the number of what waits."""

    def is_shown(self, request):
        return moderates_anything(request.user)

    def render_component(self, request):
        waiting = count_waiting(request.user)
        label = f"{self.label} ({waiting})" if waiting else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


def queue_item():
    return QueueItemOfMenu(
        _("Waits for a decision"),
        reverse(QUEUE_NAME),
        name="moderation-queue",
        icon_name="warning",
        order=150,
    )


def registers_menu():
    """The submenu of the registers; its items come by the hook
    ``register_moderation_menu_item``."""
    return SubmenuMenuItem(
        _("Moderation"),
        Menu(register_hook_name=ITEM_HOOK),
        name="moderation",
        icon_name="warning",
        order=410,
    )


def register_moderation_admin(register_class, order):
    """Register a ``ModelAdmin`` with its entry in the submenu, at ``order``."""
    register = register_class()
    register.add_to_admin_menu = False
    register.register_with_wagtail()
    hooks.register(ITEM_HOOK, lambda: register.get_menu_item(order=order))


class WaitingWordsPanel(ListPanel):
    """What was written and waits, and appeals; people and works have panels of their own."""

    name = "moderation-waiting"
    title = _("Waits for a decision")
    icon = "warning"
    order = 100
    more_label = _("All that waits")

    def get_rows(self):
        found = []
        for source in own_sources():
            found += source.page(self.request.user, None, None, self.limit)
        found.sort(key=lambda item: item.place)
        return [
            Row(
                str(item.title),
                item.url,
                ", ".join(
                    filter(None, [item.hub.title if item.hub else "", *map(str, item.notes)])
                ),
                item.when,
            )
            for item in found[: self.limit]
        ]

    def get_more_url(self):
        return reverse(QUEUE_NAME)
