"""The page types that belong to no feature."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import ContentBlocks, set_anchors
from home.plugins import Part, registered
from home.routing import route_from

from .base import BasePage

AREAS = ("lead", "main", "aside", "bottom")
MAX_LEAD = 500


class HomePage(BasePage):
    """The first page; its sections come from the features (``register_home_section``)."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        validators=[MaxLengthValidator(MAX_LEAD)],
        help_text=_("In two sentences: what this community is and what it gives."),
    )
    body = StreamField(
        ContentBlocks(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Shown under what the sections of the site offer."),
    )

    schema_type = "WebSite"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The first page: what the community is, search, the newest of all.")
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request, path_components):
        if path_components and self.live:
            return route_from(self, request, path_components)
        self.known_ancestors = []
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "sections": self.get_sections(request)}

    def get_sections(self, request):
        """What the features show here, by area: each with a template and its context."""
        sections = {area: [] for area in AREAS}
        for section in registered("register_home_section"):
            values = section.get_context(request, self)
            if values is not None:
                sections[section.area].append(Part(section.name, section.template, values))
        return sections

    def get_json_ld(self, request):
        """The site, who runs it, and how to search it."""
        from home.metadata import absolute_url

        from .settings import SiteSettings

        settings = SiteSettings.for_request(request)
        target = f"{absolute_url(request, '/search/')}?q={{search_term_string}}"
        data = {
            **super().get_json_ld(request),
            "name": settings.name,
            "alternateName": settings.tagline,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": target},
                "query-input": "required name=search_term_string",
            },
        }
        if settings.owner:
            data["publisher"] = {"@type": "Organization", "name": settings.owner}
        return {name: value for name, value in data.items() if value}


class StandardPage(BasePage):
    """A page of text for all that has no page type of its own."""

    lead = models.TextField(_("lead"), blank=True, validators=[MaxLengthValidator(MAX_LEAD)])
    show_contents = models.BooleanField(
        _("table of contents"),
        default=False,
        help_text=_("A list of the headings at the top. For long pages."),
    )
    body = StreamField(ContentBlocks(), verbose_name=_("body"), blank=True)

    page_description = _("Text with pictures, tables and files: about us, rules, contacts.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("show_contents"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        contents = set_anchors(self.body) if self.show_contents else []
        return {**context, "contents": contents}
