from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedQuery(models.Model):
    """How often one thing was asked for on one day, by whomever: no person, no address, no hour
    is kept."""

    day = models.DateField(_("day"))
    query = models.CharField(_("query"), max_length=200)
    times = models.PositiveIntegerField(_("times"), default=0)
    times_in_vain = models.PositiveIntegerField(_("times without a result"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("query that was asked")
        verbose_name_plural = _("queries that were asked")
        constraints = [models.UniqueConstraint(fields=["day", "query"], name="asked_once_a_day")]
        ordering = ["-day", "query"]

    def __str__(self):
        return self.query
