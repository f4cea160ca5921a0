"""Lists of announcements: one of the whole site, and one in every hub."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models import BasePage
from home.models.base import HOME_DEPTH
from subjects.models import HubPage
from subjects.permissions import HubScopedPage

from ..listing import feed_url, get_index_context
from ..permissions import IndexPermissionTester
from .announcements import AnnouncementPage

# Where a hub's list stands: the address of the section, known to the hub's tabs.
HUB_INDEX_SLUG = "announcements"


class AnnouncementIndexPage(HubScopedPage, BasePage):
    """The list of announcements: of the whole site under the home page, of one hub and
    those below it under a hub (there the site makes it itself)."""

    lead = models.TextField(_("lead"), blank=True)

    page_description = _("The list of announcements of the site or of a hub.")
    parent_page_types = ["home.HomePage", "subjects.HubPage"]
    subpage_types = ["announcements.AnnouncementPage"]
    max_count_per_parent = 1
    schema_type = "CollectionPage"
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("list of announcements")
        verbose_name_plural = _("lists of announcements")

    @property
    def hub(self):
        """The hub whose list it is, or ``None`` for the list of the whole site."""
        if not self.depth or self.depth <= HOME_DEPTH + 1:
            return None
        parent = self.get_parent()
        is_hub = parent is not None and parent.specific_class is HubPage
        return parent.specific if is_hub else None

    def permissions_for_user(self, user):
        return IndexPermissionTester(user, self)

    def clean(self):
        super().clean()
        if self.hub is not None and self.slug != HUB_INDEX_SLUG:
            message = _("A tab of the hub leads here: the address stays “%(slug)s”.")
            raise ValidationError({"slug": message % {"slug": HUB_INDEX_SLUG}})

    def route(self, request, path_components):
        """An unpublished hub hides its announcements too."""
        if self.hub is not None and not self.hub.live:
            raise Http404
        return super().route(request, path_components)

    def get_feeds(self, request):
        return [(self.hub.title if self.hub else self.title, feed_url(self.hub))]

    def get_announcements(self, user):
        """What ``user`` sees on this page, unfiltered."""
        announcements = AnnouncementPage.objects.visible_to(user)
        return announcements if self.hub is None else announcements.in_hub(self.hub)

    def get_template(self, request, *args, **kwargs):
        if self.hub is None:
            return "announcements/announcement_index_page.html"
        return "announcements/hub_announcements.html"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **get_index_context(self, request)}
