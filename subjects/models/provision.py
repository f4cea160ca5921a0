"""What a hub is given when it is created. Kept beside the page, not on it: publishing an
old revision would bring the page's old values back."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Collection, TaskState, Workflow

from ..permissions import can_moderate, moderates_anything
from .hubs import HubPage


class HubApprovalTask(AbstractGroupApprovalTask):
    """Approval by whoever moderates the hub: its own group gets the mail, moderators of the
    hubs above may step in."""

    hub = models.OneToOneField(
        "subjects.HubPage", on_delete=models.CASCADE, related_name="approval_task"
    )

    def _hub_of(self, obj):
        """The hub that the newest version of ``obj`` is to be published in: whoever decides
        must moderate that one, wherever the work was sent from."""
        revision = getattr(obj, "latest_revision", None)
        hub_id = revision.content.get("hub") if revision is not None else None
        if hub_id is not None:
            return HubPage.objects.filter(pk=hub_id).first()
        return getattr(obj, "hub", None) or self.hub

    def _may_decide(self, obj, user):
        return can_moderate(user, self._hub_of(obj))

    def user_can_access_editor(self, obj, user):
        return self._may_decide(obj, user)

    def locked_for_user(self, obj, user):
        return not self._may_decide(obj, user)

    def user_can_lock(self, obj, user):
        return self._may_decide(obj, user)

    def get_actions(self, obj, user):
        return super().get_actions(obj, user) if self._may_decide(obj, user) else []

    def _user_in_groups(self, user):
        # Asked without an object: which works wait for the user, and which acts there are.
        return moderates_anything(user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if not can_moderate(user, self.hub):
            return TaskState.objects.none()
        return super().get_task_states_user_can_moderate(user, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Moderators of the hub, and of the hubs above it, can approve this task")

    class Meta:
        verbose_name = _("approval by a hub's moderators")
        verbose_name_plural = _("approvals by hubs' moderators")


class HubProvision(models.Model):
    """Groups of moderators and of all members, collection of files and workflow of one hub.

    The members' group has no rights: an editor names it in Wagtail's view restriction to
    close the hub, or one of its pages, to everybody but members.
    """

    hub = models.OneToOneField(
        "subjects.HubPage", on_delete=models.CASCADE, related_name="provision"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="hub_provision")
    members_group = models.OneToOneField(
        Group, null=True, on_delete=models.PROTECT, related_name="hub_provision_of_members"
    )
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("provision of a hub")
        verbose_name_plural = _("provisions of hubs")

    def __str__(self):
        return str(self.group)
