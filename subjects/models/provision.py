"""What a hub is given when it is created. Kept beside the page, not on it: publishing an
old revision would bring the page's old values back."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Collection, Workflow

from ..permissions import can_moderate


class HubApprovalTask(AbstractGroupApprovalTask):
    """Approval by whoever moderates the hub: its own group gets the mail, moderators of the
    hubs above may step in."""

    hub = models.OneToOneField(
        "subjects.HubPage", on_delete=models.CASCADE, related_name="approval_task"
    )

    def _user_in_groups(self, user):
        return can_moderate(user, self.hub)

    @classmethod
    def get_description(cls):
        return _("Moderators of the hub, and of the hubs above it, can approve this task")

    class Meta:
        verbose_name = _("approval by a hub's moderators")
        verbose_name_plural = _("approvals by hubs' moderators")


class HubProvision(models.Model):
    """Group of moderators, collection of files and workflow of one hub."""

    hub = models.OneToOneField(
        "subjects.HubPage", on_delete=models.CASCADE, related_name="provision"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="hub_provision")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("provision of a hub")
        verbose_name_plural = _("provisions of hubs")

    def __str__(self):
        return str(self.group)
