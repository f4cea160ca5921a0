"""What the link check found, kept as a register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import CheckOutcome


class LinkCheck(models.Model):
    """One check of one address. Written by the check alone; staff look through it."""

    site = models.ForeignKey(
        "useful_sites.UsefulSite",
        verbose_name=_("useful site"),
        on_delete=models.CASCADE,
        related_name="checks",
    )
    checked_at = models.DateTimeField(_("checked at"), db_index=True)
    url = models.CharField(_("address"), max_length=500)
    final_url = models.CharField(_("where it led"), max_length=2000, blank=True)
    status_code = models.PositiveSmallIntegerField(_("status code"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=CheckOutcome.choices)
    message = models.CharField(_("details"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        ordering = ["-checked_at", "-pk"]

    def __str__(self):
        return f"{self.url}: {self.get_outcome_display()}"
