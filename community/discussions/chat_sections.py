"""Chats on the first page of a hub."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from subjects.sections import HubSection

from .chat_rights import can_announce
from .models import ChatSession

SHOWN = 3


def next_chats(hub, user):
    """Chats of ``hub`` and of the hubs below it that are under way or come next."""
    found = ChatSession.objects.visible_to(user).in_hub(hub).for_list()
    return list(found.running_or_coming()[:SHOWN])


class ChatsHubSection(HubSection):
    """The next chats beside the hub's first page; without any, only whoever may announce one
    sees the place. The list of all has its address in ``/chat/``."""

    slug = "chats"
    label = _("Chats")
    order = 45
    in_tabs = False
    is_view = False
    area = "aside"
    overview_template = "discussions/chat/hub_overview.html"

    def get_url(self, hub):
        return f"{reverse('discussions:chats')}?hub={hub.pk}"

    def get_overview_context(self, hub, request):
        sessions = next_chats(hub, request.user)
        may_announce = can_announce(request.user, hub)
        if not sessions and not may_announce:
            return None
        new_url = f"{reverse('discussions:new_chat')}?hub={hub.pk}" if may_announce else ""
        return {"sessions": sessions, "url": self.get_url(hub), "new_url": new_url}
