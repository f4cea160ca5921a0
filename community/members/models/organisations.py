"""The register of schools and other organisations that people come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.text.keys import search_key

from ..enums import OrganisationKind, SchoolLabel
from ..querysets import OrganisationQuerySet


class Organisation(models.Model):
    """A school, or another place where people of the community work or learn."""

    name = models.CharField(
        pgettext_lazy("of an organisation", "name"),
        max_length=200,
        help_text=_("In short, as people call it: Школа № 5."),
    )
    full_name = models.CharField(_("full name"), max_length=300, blank=True)
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=OrganisationKind.choices,
        default=OrganisationKind.SCHOOL,
    )
    place = models.CharField(_("town or village"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    website = models.URLField(_("website"), blank=True)
    label = models.CharField(
        _("role in the network"),
        max_length=12,
        choices=SchoolLabel.choices,
        default=SchoolLabel.ORDINARY,
        help_text=_("For staff only: never shown on the site."),
    )
    is_listed = models.BooleanField(
        _("is offered at registration"),
        default=True,
        help_text=_("Switch off for a school that was closed or merged."),
    )
    search_key = models.TextField(editable=False, default="", blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "place"],
                name="members_organisation_unique",
                violation_error_message=_("This organisation is in the register already."),
            )
        ]

    def save(self, *args, **kwargs):
        self.search_key = search_key(self.name, self.full_name, self.place)
        super().save(*args, **kwargs)

    def __str__(self):
        return f"{self.name}, {self.place}" if self.place else self.name
