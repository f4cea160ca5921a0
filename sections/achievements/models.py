"""What the community is proud of: who won what, where and when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.models import BasePage
from sections.snippets import HubSnippet

from .enums import MEDALS, AchievementLevel, AchievementPlace
from .listing import get_register_context
from .querysets import AchievementQuerySet


class Achievement(HubSnippet):
    """One achievement of a person or of a team."""

    who = models.CharField(
        _("who"),
        max_length=200,
        help_text=_("The public name of a person or the name of a team; of pupils: a team."),
    )
    who.required_on_save = True
    what = models.CharField(
        _("what"), max_length=300, help_text=_("The contest or the prize, and for what work.")
    )
    level = models.CharField(_("level"), max_length=15, choices=AchievementLevel.choices)
    place = models.CharField(_("place"), max_length=12, choices=AchievementPlace.choices)
    # A draft may still be without its date.
    date = models.DateField(_("date"), null=True)
    scan = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("scan of the diploma"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = AchievementQuerySet.as_manager()

    search_fields = [
        index.SearchField("who", boost=2, column="title"),
        index.AutocompleteField("who"),
        index.SearchField("what", column="title"),
        index.AutocompleteField("what"),
        index.FilterField("live"),
        index.FilterField("hub"),
        index.FilterField("level"),
        index.FilterField("place"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        ordering = ["-date", "-pk"]
        indexes = [
            models.Index(
                fields=["-date", "-id"], condition=Q(live=True), name="achievements_newest"
            )
        ]

    def __str__(self):
        return self.who or gettext("Unnamed achievement")

    @property
    def date_label(self):
        """The day as the admin's list shows it."""
        return date_format(self.date, "d.m.Y") if self.date else ""

    @property
    def medal(self):
        """The number on the medal; empty for what is no prize-winning place."""
        return MEDALS.get(self.place, "")

    def clean(self):
        super().clean()
        if self.date and self.date > timezone.localdate():
            raise ValidationError({"date": _("The date is in the future.")})

    def get_preview_template(self, request, mode_name):
        return "achievements/achievement_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"achievement": self}


class AchievementsPage(BasePage):
    """The page of the register."""

    lead = models.TextField(_("lead"), blank=True)

    page_description = _("The register of achievements. There is one on the site.")
    max_count = 1
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("register of achievements")
        verbose_name_plural = _("registers of achievements")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **get_register_context(request)}
