"""The page of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models import BasePage

from ..listing import get_sites_context


class UsefulSitesPage(BasePage):
    """Useful sites of the whole community, with filters."""

    lead = models.TextField(_("lead"), blank=True)

    page_description = _("The register of useful sites. There is one on the site.")
    max_count = 1
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("register of useful sites")
        verbose_name_plural = _("registers of useful sites")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **get_sites_context(request)}
