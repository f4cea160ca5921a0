"""What useful sites and achievements have in common: a hub, a draft and revisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from subjects.mixins import ForgetsDeletedHub
from subjects.models import HubPage


class HubSnippet(
    ForgetsDeletedHub,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
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
