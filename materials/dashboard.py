"""What the admin's first page tells a moderator of the bank."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from subjects.dashboard import ListPanel, Row

from .models import Material


def _mine(user):
    policy = policy_registry.get_by_type(Material)
    return policy.instances_user_has_any_permission_for(user, {"change"})


def _edit_url(material):
    return reverse(Material.snippet_viewset.get_url_name("edit"), args=[material.pk])


class DraftsPanel(ListPanel):
    """Materials of the user's hubs with something that is not published yet."""

    name = "material-drafts"
    title = _("Materials not published yet")
    icon = "draft"
    order = 210

    def get_rows(self):
        drafts = _mine(self.request.user).filter(has_unpublished_changes=True)
        drafts = drafts.select_related("hub", "latest_revision").defer("body", "hub__body")
        return [
            Row(
                str(material),
                _edit_url(material),
                material.hub.title if material.hub else gettext("no hub yet"),
                material.latest_revision.created_at if material.latest_revision else None,
            )
            for material in drafts.order_by("-latest_revision__created_at", "-pk")[: self.limit]
        ]

    def get_more_url(self):
        return reverse(Material.snippet_viewset.get_url_name("list"))


class NewestMaterialsPanel(ListPanel):
    """Materials published last in the user's hubs."""

    name = "newest-materials"
    title = _("Newest materials")
    icon = "doc-full-inverse"
    order = 310

    def get_rows(self):
        newest = _mine(self.request.user).published().newest_first()
        newest = newest.select_related("hub").defer("body", "hub__body")
        return [
            Row(
                material.title,
                _edit_url(material),
                material.hub.title,
                material.first_published_at,
            )
            for material in newest[: self.limit]
        ]

    def get_more_url(self):
        return reverse(Material.snippet_viewset.get_url_name("list"))
