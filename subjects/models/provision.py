"""What a hub is given when it is created. Kept beside the page, not on it: publishing an
old revision would bring the page's old values back."""

from django import forms
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import (
    AbstractGroupApprovalTask,
    Collection,
    TaskState,
    Workflow,
    WorkflowState,
)

from ..permissions import can_moderate, moderates_anything
from .hubs import HubPage


class RequiredCommentForm(TaskStateCommentForm):
    """What the author is told: without it she would not know what to do."""

    comment = forms.CharField(
        label=_("Comment for the author"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say what is to be changed, or why.")},
    )


class OptionalCommentForm(TaskStateCommentForm):
    """A word of thanks, perhaps."""

    comment = forms.CharField(
        label=_("A word to the author, if you like"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


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
        """Approve, return with a comment, or refuse with a reason."""
        if not self._may_decide(obj, user):
            return []
        return [
            ("approve", _("Approve and publish"), True),
            ("reject", _("Return with a comment"), True),
            ("refuse", _("Refuse"), True),
        ]

    def get_form_for_action(self, action):
        return RequiredCommentForm if action in {"reject", "refuse"} else OptionalCommentForm

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """A refusal ends the review; whoever returns a work waits for its next version."""
        if action_name != "refuse":
            super().on_action(task_state, user, action_name, **kwargs)
            return
        task_state.reject(user=user, update=False, **kwargs)
        # The last step tells a refusal from a work that its author took back.
        workflow_state = WorkflowState.objects.get(pk=task_state.workflow_state_id)
        workflow_state.cancel(user=user)

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
