"""What the pages of moderation in the admin share: who enters, and what frames them."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from subjects.permissions import moderates_anything

from .listing import QueueFilter

QUEUE_NAME = "moderation_queue"


class ModeratorView(WagtailAdminTemplateMixin, View):
    """For whoever moderates something; which things, each view asks for itself."""

    _show_breadcrumbs = True
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_member or not moderates_anything(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queue_filter(self):
        """What the moderator has chosen to see: it stays while she goes from case to case."""
        return QueueFilter.of(self.request.user, self.request.GET)

    def get_queue_url(self, queue=None):
        query = (queue or self.get_queue_filter()).query
        return f"{reverse(QUEUE_NAME)}?{query}" if query else reverse(QUEUE_NAME)

    def get_breadcrumbs_items(self):
        trail = [
            *self.breadcrumbs_items,
            {"url": reverse_lazy(QUEUE_NAME), "label": _("Waits for a decision")},
        ]
        title = self.get_breadcrumb()
        return [*trail, {"url": "", "label": title}] if title else trail

    def get_breadcrumb(self):
        """What the page itself is called there; nothing for the queue."""
        return self.get_page_title()


def words_of(error):
    """What an action refused, in one line."""
    return " ".join(getattr(error, "messages", None) or [str(error)])
