"""Where works are reviewed, and who is written to about that: our own notices tell it, because
Wagtail's letters lead everybody into the admin, where authors may not go."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.admin import signal_handlers as admin_letters
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from .models import Material


def review_url(material):
    """The page of the admin where ``material`` is looked at and decided on."""
    name = Material.snippet_viewset.get_url_name("edit")
    return reverse(name, args=[quote(material.pk)])


class LettersButForWorks:
    """One of Wagtail's letters about workflows, not sent about materials."""

    def __init__(self, notifier):
        self.notifier = notifier

    def __call__(self, sender, instance, **kwargs):
        state = instance.workflow_state if isinstance(instance, TaskState) else instance
        if not isinstance(state.content_object, Material):
            self.notifier(sender=sender, instance=instance, **kwargs)


LETTERS = [
    (
        task_submitted,
        TaskState,
        admin_letters.task_submission_email_notifier,
        "group_approval_task_submitted_email_notification",
    ),
    (
        workflow_submitted,
        WorkflowState,
        admin_letters.workflow_submission_email_notifier,
        "workflow_state_submitted_email_notification",
    ),
    (
        workflow_rejected,
        WorkflowState,
        admin_letters.workflow_rejection_email_notifier,
        "workflow_state_rejected_email_notification",
    ),
    (
        workflow_approved,
        WorkflowState,
        admin_letters.workflow_approval_email_notifier,
        "workflow_state_approved_email_notification",
    ),
]


def replace_wagtail_letters():
    """Put our rule before Wagtail's letters, under the same keys. To be called when all apps
    are ready, for Wagtail connects its own there; twice is once."""
    for signal, sender, notifier, uid in LETTERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(LettersButForWorks(notifier), sender=sender, weak=False, dispatch_uid=uid)
