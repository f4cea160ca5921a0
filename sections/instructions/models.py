"""Help: instructions in steps, for one audience and one service each."""

from django.db import models
from django.db.models import Case, When, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from home.blocks import ArticleBlocks
from home.enums import Audience
from home.metadata import absolute_url
from home.models import BasePage
from sections.audience import audience_label, audiences_reached

from .blocks import StepsBlock
from .listing import get_index_context
from .widgets import SuggestionsInput


class HelpArticleQuerySet(PageQuerySet):
    def published(self):
        return self.live().public()

    def for_audience(self, audience):
        """What concerns ``audience``: what is addressed to it and what is for everyone."""
        return self.filter(audience__in=audiences_reached(audience))

    def services(self):
        """Names of the services there are articles on, in the order of the alphabet."""
        named = self.exclude(service="").order_by("service")
        return list(named.values_list("service", flat=True).distinct())

    def named_services_first(self):
        """By service, and within it in the order that editors gave in the tree."""
        return self.order_by(Case(When(service="", then=1), default=0), "service", "path")


class HelpIndexPage(BasePage):
    """All instructions, by service, with a filter by audience."""

    lead = models.TextField(_("lead"), blank=True)

    page_description = _("The list of instructions. There is one on the site.")
    max_count = 1
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["instructions.HelpArticlePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("list of instructions")
        verbose_name_plural = _("lists of instructions")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = HelpArticlePage.objects.child_of(self).published()
        return {**context, **get_index_context(request, articles)}


def known_services():
    """Services that other articles already name, for the field's suggestions."""
    return HelpArticlePage.objects.all().services()


class HelpArticlePage(BasePage):
    """One instruction: what will come of it, what is needed, steps."""

    lead = models.CharField(
        _("what will come of it"),
        max_length=300,
        blank=True,
        help_text=_("The result in one sentence: “You will publish a material with files”."),
    )
    audience = models.CharField(
        pgettext_lazy("audience", "for whom"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.ALL,
    )
    service = models.CharField(
        _("service"),
        max_length=80,
        blank=True,
        help_text=_("What the instruction is on: this site, the electronic diary, a programme."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("How long it takes; empty: not stated.")
    )
    steps = StreamField(StepsBlock(), verbose_name=_("steps"), blank=True)
    body = StreamField(
        ArticleBlocks(),
        verbose_name=_("after the steps"),
        blank=True,
        help_text=_("Questions that are asked often, where to write if it did not work."),
    )

    objects = PageManager.from_queryset(HelpArticleQuerySet)()

    page_description = _("An instruction in steps, good to read on a screen and to print.")
    parent_page_types = ["instructions.HelpIndexPage"]
    subpage_types = []
    schema_type = "HowTo"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldRowPanel(
            [
                FieldPanel("audience"),
                FieldPanel("service", widget=SuggestionsInput(known_services)),
                FieldPanel("minutes"),
            ]
        ),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("service"),
        index.SearchField("steps"),
        index.SearchField("body"),
        index.AutocompleteField("lead"),
        index.FilterField("audience"),
        index.FilterField("service"),
    ]

    class Meta:
        verbose_name = _("instruction")
        verbose_name_plural = _("instructions")

    @property
    def audience_label(self):
        return audience_label(self.audience)

    @cached_property
    def step_count(self):
        """How many steps there are, without rendering them."""
        return len(self.steps)

    def get_json_ld(self, request):
        """The steps, for search engines that show them."""
        address = absolute_url(request, self.get_url(request) or request.path)
        steps = [
            {
                "@type": "HowToStep",
                "position": position,
                "name": block.value["title"],
                "text": strip_tags(block.value["text"].source) or block.value["title"],
                "url": f"{address}#step-{position}",
            }
            for position, block in enumerate(self.steps, start=1)
        ]
        data = {**super().get_json_ld(request), "step": steps}
        if self.minutes:
            data["totalTime"] = f"PT{self.minutes}M"
        return data

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        images = [block.value["image"] for block in self.steps if block.value["image"]]
        # All sizes of all pictures in one query.
        prefetch_related_objects(images, "renditions")
        context["index_page"] = self.get_parent()
        return context
