"""Announcements and the documents attached to them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from home.blocks import ArticleBlocks
from home.enums import Audience
from home.models import BasePage
from sections.audience import audience_label
from subjects.permissions import HubScopedPage

from ..querysets import AnnouncementManager

# How many other announcements stand beside one.
OTHERS = 4


def short_moment(moment):
    """Date and time in figures, or an empty string."""
    return date_format(timezone.localtime(moment), "d.m.Y H:i") if moment else ""


class AnnouncementPage(HubScopedPage, BasePage):
    """One announcement. It appears and goes away by itself on the dates of publishing."""

    audience = models.CharField(
        pgettext_lazy("audience", "for whom"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.ALL,
    )
    is_important = models.BooleanField(
        _("important"),
        default=False,
        help_text=_("Marked with a yellow marker and shown first on the home page."),
    )
    pinned_until = models.DateField(
        _("pinned until"),
        null=True,
        blank=True,
        help_text=_("Stands above the others until the end of this day."),
    )
    lead = models.CharField(
        _("in one sentence"),
        max_length=300,
        blank=True,
        help_text=_("What, when and where. Shown in lists and in the feed."),
    )
    body = StreamField(ArticleBlocks(), verbose_name=_("text"), blank=True)

    objects = AnnouncementManager()

    page_description = _("News for parents, teachers or pupils, with a date of going away.")
    parent_page_types = ["announcements.AnnouncementIndexPage"]
    subpage_types = []
    schema_type = "Article"

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audience"), FieldPanel("pinned_until")]),
                FieldPanel("is_important"),
            ],
            heading=_("For whom and how urgent"),
        ),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Documents"), label=_("document")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.AutocompleteField("lead"),
        index.FilterField("audience"),
        index.FilterField("is_important"),
        index.FilterField("pinned_until"),
        index.FilterField("expire_at"),
        index.FilterField("go_live_at"),
    ]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")

    @property
    def hub(self):
        """The hub that announces it, or ``None`` for the whole site."""
        index_page = self.get_parent()
        return index_page.specific.hub if index_page is not None else None

    @property
    def date(self):
        """The moment since which readers have it."""
        return self.go_live_at or self.first_published_at or self.latest_revision_created_at

    @property
    def audience_label(self):
        return audience_label(self.audience)

    @property
    def place_label(self):
        """Title of the hub, or ``None`` for an announcement of the whole site."""
        if hasattr(self, "place_title"):
            return self.place_title or None
        return self.hub.title if self.hub else None

    @property
    def go_live_label(self):
        """When it appears, as the admin's list shows it; empty for "at once"."""
        return short_moment(self.go_live_at)

    @property
    def expire_label(self):
        """When it goes away, as the admin's list shows it; empty for "never"."""
        return short_moment(self.expire_at)

    @property
    def is_pinned(self):
        return self.pinned_until is not None and self.pinned_until >= timezone.localdate()

    @property
    def is_expired(self):
        """Whether it was public and its time is over, even if no command has run since."""
        if self.expired:
            return True
        return self.live and self.expire_at is not None and self.expire_at <= timezone.now()

    @property
    def is_early(self):
        return self.go_live_at is not None and self.go_live_at > timezone.now()

    def clean(self):
        super().clean()
        if self.pinned_until is None:
            return
        if self.expire_at and self.pinned_until > timezone.localdate(self.expire_at):
            raise ValidationError(
                {"pinned_until": _("It goes away before this day. Choose an earlier one.")}
            )
        if self.go_live_at and self.pinned_until < timezone.localdate(self.go_live_at):
            raise ValidationError(
                {"pinned_until": _("It appears only after this day. Choose a later one.")}
            )

    def route(self, request, path_components):
        """The address of an expired announcement still answers: with "gone", see ``serve``."""
        if not path_components and self.is_expired:
            return RouteResult(self)
        if self.is_early:
            raise Http404
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        if self.is_expired and not getattr(request, "is_preview", False):
            return self.serve_expired(request)
        return super().serve(request, *args, **kwargs)

    def serve_expired(self, request):
        """410 that says which announcement it was, and leads to those of today."""
        context = {
            "announcement": self,
            "index_page": self.get_parent(),
            "hub": self.hub,
            "noindex": True,
        }
        return TemplateResponse(
            request, "announcements/announcement_gone.html", context, status=410
        )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        index_page = self.get_parent().specific
        context["index_page"] = index_page
        others = index_page.get_announcements(request.user).exclude(pk=self.pk)
        context["others"] = others.for_list(within=self.hub)[:OTHERS]
        context["attachments"] = [
            attachment
            for attachment in self.attachments.select_related("document")
            if attachment.document is not None
        ]
        return context


class AnnouncementAttachment(Orderable):
    """A document attached to an announcement."""

    page = ParentalKey(AnnouncementPage, on_delete=models.CASCADE, related_name="attachments")
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
        verbose_name = _("attached document")
        verbose_name_plural = _("attached documents")

    def __str__(self):
        return self.label

    @property
    def label(self):
        """What the reader clicks on."""
        return self.title or self.document.title
