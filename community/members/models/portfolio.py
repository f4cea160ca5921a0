"""A person's own entries in the electronic portfolio."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.uploads.storage import private_storage, random_path

from ..enums import PortfolioKind, Visibility
from ..querysets import PortfolioQuerySet


def scan_path(entry, filename):
    """Where a scan lies: under a random name, which tells nothing of the person."""
    return random_path("portfolio", filename)


class PortfolioEntry(models.Model):
    """One line of a portfolio (requirements F41): what, where, when, with a scan perhaps."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="portfolio_entries",
    )
    kind = models.CharField(_("part"), max_length=16, choices=PortfolioKind.choices)
    title = models.CharField(_("what"), max_length=300)
    organisation = models.CharField(_("where, by whom"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1940), MaxValueValidator(2100)],
    )
    end_year = models.PositiveSmallIntegerField(
        _("until the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1940), MaxValueValidator(2100)],
        help_text=_("Only if it lasted longer than a year or is valid until a year."),
    )
    text = models.TextField(_("in more detail"), max_length=2000, blank=True)
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    scan = models.FileField(
        _("scan"), storage=private_storage, upload_to=scan_path, max_length=200, blank=True
    )
    scan_name = models.CharField(max_length=255, blank=True, editable=False)
    visibility = models.CharField(
        _("who sees it"),
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.MEMBERS,
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a portfolio")
        verbose_name_plural = _("entries of portfolios")
        ordering = ["sort_order", "pk"]
        indexes = [
            models.Index(fields=["person", "kind", "sort_order"], name="members_portfolio_order")
        ]

    @property
    def years(self):
        """When it was, in words: «2021», «2021–2023»."""
        years = dict.fromkeys(str(year) for year in (self.year, self.end_year) if year)
        return "–".join(years)

    def __str__(self):
        return self.title
