"""The useful site: an address with a word on why a teacher or a parent needs it."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, Tag
from wagtail.search import index

from home.enums import AgeMark, Audience
from home.validators import validate_web_address
from sections.audience import audience_label
from sections.snippets import HubSnippet

from ..enums import CheckStatus
from ..querysets import UsefulSiteQuerySet


class TaggedSite(ItemBase):
    """A tag on a useful site."""

    tag = models.ForeignKey(Tag, related_name="tagged_sites", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "useful_sites.UsefulSite", related_name="tagged_items", on_delete=models.CASCADE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="useful_sites_tag_once_per_site"
            )
        ]


class UsefulSite(HubSnippet):
    """An entry of the register of links."""

    title = models.CharField(_("title"), max_length=200)
    title.required_on_save = True
    url = models.URLField(
        _("address"),
        max_length=500,
        validators=[validate_web_address],
        help_text=_("Of the page itself, not of a search that found it."),
    )
    annotation = models.TextField(
        _("annotation"),
        max_length=600,
        blank=True,
        help_text=_("What is there, for whom and what it is good for, in a sentence or two."),
    )
    audience = models.CharField(
        pgettext_lazy("audience", "for whom"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.ALL,
    )
    age_mark = models.CharField(
        _("age mark"),
        max_length=3,
        choices=AgeMark.choices,
        default=AgeMark.SIX,
        help_text=_("From what age it may be shown, by Federal Law No. 436-FZ."),
    )
    tags = ClusterTaggableManager(
        verbose_name=_("tags"),
        through=TaggedSite,
        blank=True,
        help_text=_("Topics, in a word or two each: fractions, state exam, games."),
    )
    check_status = models.CharField(
        _("check of the address"),
        max_length=10,
        choices=CheckStatus.choices,
        default=CheckStatus.UNKNOWN,
        editable=False,
    )
    failures_in_row = models.PositiveSmallIntegerField(
        _("failed checks in a row"), default=0, editable=False
    )
    last_checked_at = models.DateTimeField(_("last checked at"), null=True, editable=False)
    last_status_code = models.PositiveSmallIntegerField(
        _("last status code"), null=True, editable=False
    )

    objects = UsefulSiteQuerySet.as_manager()

    server_managed_fields = [
        "check_status",
        "failures_in_row",
        "last_checked_at",
        "last_status_code",
    ]

    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("annotation"),
        index.SearchField("url"),
        index.RelatedFields("tags", [index.SearchField("name", boost=2)]),
        index.FilterField("live"),
        index.FilterField("hub"),
        index.FilterField("audience"),
        index.FilterField("age_mark"),
        index.FilterField("check_status"),
        index.FilterField("title"),
        index.FilterField("last_checked_at"),
    ]

    class Meta:
        verbose_name = _("useful site")
        verbose_name_plural = _("useful sites")
        ordering = ["title", "pk"]
        indexes = [
            models.Index(
                fields=["title", "id"], condition=Q(live=True), name="useful_sites_by_title"
            )
        ]

    def __str__(self):
        return self.title or gettext("Untitled site")

    @property
    def host(self):
        """The name of the server, as readers know it; empty for an unfinished address."""
        try:
            host = urlsplit(self.url).hostname or ""
        except ValueError:
            return ""
        return host.removeprefix("www.")

    @property
    def audience_label(self):
        return audience_label(self.audience)

    @property
    def is_broken(self):
        return self.check_status == CheckStatus.BROKEN

    def get_preview_template(self, request, mode_name):
        return "useful_sites/site_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"useful_site": self}
