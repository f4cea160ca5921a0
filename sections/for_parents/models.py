"""The parents' page: all that concerns them, in one place, made for a phone."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from home.blocks import ContentBlocks
from home.models import BasePage

from .blocks import TimetableBlock
from .content import get_page_context


class ForParentsPage(BasePage):
    """Announcements for parents, articles, timetable, useful sites and documents."""

    lead = models.TextField(_("lead"), blank=True)
    timetable = StreamField(
        TimetableBlock(),
        verbose_name=_("timetable"),
        blank=True,
        help_text=_("In any order: the page sorts entries by day and time."),
    )
    body = StreamField(ContentBlocks(), verbose_name=_("text"), blank=True)

    page_description = _("The page for parents. There is one on the site.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.StandardPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        InlinePanel(
            "articles",
            heading=_("Articles"),
            label=_("article"),
            help_text=_("Pages below this one are shown by themselves, after the chosen ones."),
        ),
        FieldPanel("timetable"),
        InlinePanel("documents", heading=_("Documents"), label=_("document")),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("timetable"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("page for parents")
        verbose_name_plural = _("pages for parents")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **get_page_context(self, request)}


class ForParentsArticle(Orderable):
    """A page that an editor chose for parents, wherever it stands."""

    page = ParentalKey(ForParentsPage, on_delete=models.CASCADE, related_name="articles")
    article = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    annotation = models.CharField(
        _("annotation"),
        max_length=200,
        blank=True,
        help_text=_("Why to read it. Empty: the description of the page."),
    )

    panels = [PageChooserPanel("article"), FieldPanel("annotation")]

    class Meta(Orderable.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self):
        return self.article.title


class ForParentsDocument(Orderable):
    """A document that parents ask for."""

    page = ParentalKey(ForParentsPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "home.SiteDocument",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the title of the document itself."),
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.label

    @property
    def label(self):
        """What the reader clicks on."""
        return self.title or self.document.title
