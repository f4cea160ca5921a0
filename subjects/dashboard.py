"""Panels of the admin's first page: what waits for a methodist today."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy


@dataclass
class Row:
    """One line of a panel: ``title`` links to ``url``; ``note`` says what is up with it."""

    title: str
    url: str
    note: str = ""
    when: datetime | None = None


class ListPanel(Component):
    """Base of panels that list a few things to look at; empty ones are not shown."""

    template_name = "subjects/admin/list_panel.html"
    name = ""
    title = ""
    icon = "list-ul"
    order = 300
    limit = 7
    more_label = _("Show all")

    def __init__(self, request):
        self.request = request

    def get_rows(self):
        """The first rows to show, at most ``limit``."""
        raise NotImplementedError

    def get_more_url(self):
        """Address of the whole list, or an empty string."""
        return ""

    def get_context_data(self, parent_context):
        return {"panel": self, "rows": self.get_rows(), "more_url": self.get_more_url()}


class NewestPagesPanel(ListPanel):
    """Pages published last where the user may edit."""

    name = "newest-pages"
    title = _("Newest on your pages")
    icon = "doc-empty-inverse"
    order = 320

    def get_rows(self):
        pages = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        newest = (
            Page.objects.filter(pk__in=pages.order_by().values("pk"))
            .live()
            .filter(depth__gt=2, last_published_at__isnull=False)
            .order_by("-last_published_at")
            .select_related("content_type")[: self.limit]
        )
        return [
            Row(
                page.title,
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
                page.page_type_display_name,
                page.last_published_at,
            )
            for page in newest
        ]
