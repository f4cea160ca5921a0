"""Official documents: a register as an office keeps it, and its page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.models import BasePage
from subjects.models import HubPage

from .enums import DocumentKind, DocumentStatus
from .listing import get_register_context
from .querysets import OfficialDocumentQuerySet
from .validation import find_errors


class OfficialDocument(index.Indexed, models.Model):
    """An entry of the register: what was issued, by whom, and whether it is in force."""

    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices)
    number = models.CharField(
        _("number"), max_length=50, blank=True, help_text=_("Without the sign №: 114-од.")
    )
    date = models.DateField(_("date"), help_text=_("The date on the document itself."))
    issuer = models.CharField(
        _("issued by"), max_length=200, help_text=_("Education committee, methodical centre…")
    )
    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("As it stands on the document: “On the founding of…”"),
    )
    subject = models.CharField(
        _("what it is about"),
        max_length=300,
        blank=True,
        help_text=_("In plain words, for those who do not know the title."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=DocumentStatus.choices,
        default=DocumentStatus.IN_FORCE,
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("amended or repealed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )
    repeal_reason = models.CharField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("Why it is no longer in force, if no document of the register says so."),
    )
    hub = models.ForeignKey(
        HubPage,
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="official_documents",
        help_text=_("Empty: for the whole site; only editors may leave it so."),
    )
    document = models.ForeignKey(
        "home.SiteDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A scan or a text, best of all PDF."),
    )
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = OfficialDocumentQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("subject", column="summary"),
        index.SearchField("number", column="tags"),
        # "Order 58", as people name a document.
        index.SearchField("get_kind_display", column="tags"),
        index.SearchField("issuer"),
        index.FilterField("kind"),
        index.FilterField("status"),
        index.FilterField("hub"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["-date", "-id"], name="official_newest")]

    def __str__(self):
        return f"{self.requisites} «{self.title}»"

    def get_absolute_url(self):
        return reverse("official:document", args=[self.pk])

    @property
    def url(self):
        return self.get_absolute_url()

    @property
    def requisites(self):
        """Kind, date and number, as one document refers to another."""
        kind = self.get_kind_display()
        parts = [kind[:1].upper() + kind[1:]]
        if self.date:
            date = date_format(self.date, "d.m.Y")
            parts.append(gettext("of %(date)s") % {"date": date})
        if self.number:
            parts.append(f"№\u202f{self.number}")
        return " ".join(parts)

    @property
    def is_in_force(self):
        return self.status != DocumentStatus.REPEALED

    def clean(self):
        super().clean()
        if errors := find_errors(self, timezone.localdate()):
            raise ValidationError(errors)


class OfficialPage(BasePage):
    """The page of the register."""

    lead = models.TextField(_("lead"), blank=True)

    page_description = _("The register of official documents. There is one on the site.")
    max_count = 1
    schema_type = "CollectionPage"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("register of official documents")
        verbose_name_plural = _("registers of official documents")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **get_register_context(request)}
