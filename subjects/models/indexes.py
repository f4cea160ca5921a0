"""The two pages that hubs stand under."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import ContentBlocks
from home.models import BasePage

from ..covers import covers_below


class HubIndexPage(BasePage):
    """Covers of the hubs below, and a word of introduction."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(ContentBlocks(), verbose_name=_("body"), blank=True)

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["subjects.HubPage", "home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        covers = covers_below(self, request.user)
        context["covers"] = [cover for cover in covers if not cover.hub.is_wound_up]
        context["archived_covers"] = [cover for cover in covers if cover.hub.is_wound_up]
        return context


class SubjectIndexPage(HubIndexPage):
    """All subjects (requirements A1, G49)."""

    template = "subjects/hub_index_page.html"
    page_description = _("The list of subjects. There is one on the site.")

    class Meta:
        verbose_name = _("list of subjects")
        verbose_name_plural = _("lists of subjects")


class CommunityIndexPage(HubIndexPage):
    """Communities that are not a subject: across subjects or of several subjects."""

    template = "subjects/hub_index_page.html"
    page_description = _(
        "The list of communities that are not a subject. There is one on the site."
    )

    class Meta:
        verbose_name = _("list of communities")
        verbose_name_plural = _("lists of communities")
