"""What useful sites and achievements have in common: a hub, a draft and revisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from subjects.models import HubPage


class HubSnippet(PreviewableMixin, DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """A thing of a hub, or of the whole site, that is drafted, previewed and published."""

    hub = models.ForeignKey(
        HubPage,
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        # Named, not hidden: a hub with such things is guarded against deletion.
        related_name="%(app_label)s",
        help_text=_("Empty: for the whole site; only editors may leave it so."),
    )

    # What belongs to the thing itself, not to a version of it: publishing an old revision
    # must not bring old values back.
    server_managed_fields = []

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """As Wagtail does it, and what the server manages stays as it is now."""
        snippet = super().with_content_json(content)
        for name in self.server_managed_fields:
            setattr(snippet, name, getattr(self, name))
        return snippet

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """A revision may name a hub that has been deleted since: it is then without one
        (the library knows no answer for protected keys, and raises)."""
        if data.get("hub") and not HubPage.objects.filter(pk=data["hub"]).exists():
            data = {**data, "hub": None}
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)
