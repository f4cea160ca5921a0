"""The talk between authors and moderators is kept and told here, whoever acts and by whatever
button: ``materials.submission`` writes each sending, Wagtail's workflow tells what came of it."""

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState

from subjects.signals import activity

from . import locks, pictures
from .enums import Outcome
from .guard import findings_of
from .models import Material, Submission

VERBS = {
    Outcome.APPROVED: "material_approved",
    Outcome.RETURNED: "material_returned",
    Outcome.REFUSED: "material_refused",
}


def waiting_submission(material):
    """The sending that a moderator is to decide, or ``None``."""
    return material.submissions.filter(outcome=Outcome.WAITING).first()


def show_to_moderators(material):
    """From its first sending on, a work is no longer its author's alone."""
    Material.objects.filter(pk=material.pk, is_private=True).update(is_private=False)
    material.is_private = False
    pictures.show(material)


def write(material, user, findings, **values):
    """Keep that ``user`` has sent the newest version, with the ``findings`` that stay in it."""
    values.setdefault("hub", material.get_latest_revision_as_object().hub)
    if "decided_by" in values:
        values["decided_at"] = timezone.now()
    show_to_moderators(material)
    log(material, "materials.submit", user=user, revision=material.latest_revision)
    return Submission.objects.create(
        material=material,
        revision=material.latest_revision,
        sent_by=user,
        confirmed=[
            {"where": found.where, "place": found.place, "kind": found.kind, "text": found.text}
            for found in findings
        ],
        **values,
    )


def record_sent(task_state, user):
    """A work waits for its moderators, whoever sent it there and however: keep the sending,
    and tell them."""
    material = task_state.workflow_state.content_object
    locks.release(material)
    submission = waiting_submission(material) or write(
        material, user, findings_of(task_state.revision.as_object())
    )
    activity.send(
        sender=Material,
        actor=submission.sent_by,
        verb="material_submitted",
        target=material,
        hub=submission.hub,
    )


def record_outcome(workflow_state, user, outcome):
    """The review of a work ended, by whatever way: keep what came of it and tell of it."""
    material = workflow_state.content_object
    submission = waiting_submission(material)
    if submission is None:
        return
    task_state = workflow_state.current_task_state
    submission.outcome = outcome
    submission.comment = task_state.comment if task_state is not None else ""
    submission.decided_by, submission.decided_at = user, timezone.now()
    submission.save()
    log(material, f"materials.{outcome.value}", user=user, revision=submission.revision)
    if verb := VERBS.get(outcome):
        activity.send(sender=Material, actor=user, verb=verb, target=material, hub=submission.hub)


def outcome_of_cancelled(workflow_state):
    """What a cancelled review came to: it was refused when its last step was rejected, approved
    when the version that waited is published, else taken back; ``None`` when it only goes on in
    another hub."""
    if getattr(workflow_state, "is_moving", False):
        return None
    task_state = workflow_state.current_task_state
    if task_state is not None and task_state.status == TaskState.STATUS_REJECTED:
        return Outcome.REFUSED
    material = workflow_state.content_object
    is_published = material.live and not material.has_unpublished_changes
    return Outcome.APPROVED if is_published else Outcome.WITHDRAWN
