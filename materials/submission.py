"""The way of a work from its author to the readers: the one module of its states.

A work is sent to the moderators of its hub (Wagtail's workflow), who publish it, return it with
a comment or refuse it; the author may take it back. A published work is changed by a newer
version that goes the same way while the old one stays up. Views, the admin and commands only
call these functions; what Wagtail's workflow tells of it is kept by ``materials.recording``.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from subjects.permissions import can_moderate, check_can_moderate

from . import actions, locks
from .enums import UNDER_REVIEW, Outcome, WorkState
from .guard import findings_of
from .models import Material, Submission
from .permissions import can_contribute, check_is_owner, check_may_work
from .recording import write
from .signing import sign_newest


class PersonalDataFoundError(ValidationError):
    """The work holds what looks like personal data that its author has not confirmed:
    ``findings``."""

    def __init__(self, findings):
        super().__init__(
            _("Look at the personal data that was found and mend it or confirm it."),
            code="personal_data",
        )
        self.findings = findings


# -- Where it stands -------------------------------------------------------------------------


def state_of(material):
    """The ``WorkState`` of ``material``."""
    workflow_state = material.current_workflow_state
    if workflow_state is not None:
        is_waiting = workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        if material.live:
            return WorkState.REVISION_IN_REVIEW if is_waiting else WorkState.REVISION_RETURNED
        return WorkState.IN_REVIEW if is_waiting else WorkState.RETURNED
    if material.live:
        return WorkState.REVISING if material.has_unpublished_changes else WorkState.PUBLISHED
    if material.approved_schedule:
        return WorkState.SCHEDULED
    last = material.submissions.first()
    if last is not None and last.outcome == Outcome.REFUSED:
        return WorkState.REFUSED
    return WorkState.UNPUBLISHED if material.first_published_at else WorkState.DRAFT


def _locked(material):
    """``material`` as it is now, held until the transaction ends, so that two deciding at once
    come one after the other."""
    return Material.objects.select_for_update().get(pk=material.pk)


def check_may_edit(user, material):
    """Raises ``PermissionDenied`` unless ``user`` may change the work now: it is her own, she
    is a member, and no moderator is looking at it."""
    check_may_work(user, material)
    if state_of(material) in UNDER_REVIEW:
        raise PermissionDenied(
            _("A moderator is looking at the work. To change it, take it back first.")
        )


# -- The author ------------------------------------------------------------------------------


def check_complete(version):
    """Raises ``ValidationError`` unless ``version`` has all that readers need."""
    version.full_clean()
    actions.check_publishable(version)


@transaction.atomic
def submit(material, user, confirmed=()):
    """Send the newest version to the moderators of its hub; whoever moderates the hub herself
    publishes at once. ``confirmed`` are keys of findings that the author leaves in.

    Returns whether it was sent: a work that waits already is left as it is. Raises
    ``PermissionDenied``, ``ValidationError`` for an incomplete work and
    ``PersonalDataFoundError``.
    """
    material = _locked(material)
    check_may_work(user, material)
    if state_of(material) in UNDER_REVIEW:
        return False
    if material.live and not material.has_unpublished_changes:
        return False
    locks.check_free(material, user)
    sign_newest(material, user)
    version = material.get_latest_revision_as_object()
    check_complete(version)
    if not can_contribute(user, version.hub):
        raise PermissionDenied(_("Only members of the hub may add works to it."))
    findings = findings_of(version)
    unconfirmed = [finding for finding in findings if finding.key not in set(confirmed)]
    if unconfirmed:
        raise PersonalDataFoundError(unconfirmed)
    if material.latest_revision is None:
        material.save_revision(user=user)
    locks.release(material)
    if can_moderate(user, version.hub):
        return _publish_own(material, user, findings)
    _start_review(material, version, user, findings)
    return True


def _publish_own(material, user, findings):
    if (state := material.current_workflow_state) is not None:
        state.cancel(user=user)
    write(material, user, findings, outcome=Outcome.APPROVED, decided_by=user)
    return actions.publish(material, user)


def _start_review(material, version, user, findings):
    workflow = version.get_workflow()
    if workflow is None:
        raise ValidationError(_("The hub has no moderation. Write to the site's editor."))
    write(material, user, findings, hub=version.hub)
    state = material.current_workflow_state
    if state is not None and state.workflow_id == workflow.pk:
        state.resume(user=user)
    else:
        if state is not None:
            state.cancel(user=user)
        workflow.start(material, user)


@transaction.atomic
def withdraw(material, user):
    """Take the work back from the moderators. Returns whether it was with them."""
    material = _locked(material)
    check_may_work(user, material)
    if state_of(material) not in UNDER_REVIEW:
        return False
    material.current_workflow_state.cancel(user=user)
    return True


@transaction.atomic
def discard_changes(material, user):
    """Drop the changes that were made to a published work and not published. Returns whether
    there were any."""
    material = _locked(material)
    check_may_edit(user, material)
    locks.check_free(material, user)
    if not material.live or not material.has_unpublished_changes:
        return False
    if (state := material.current_workflow_state) is not None:
        state.cancel(user=user)
    revision = material.live_revision.as_object() if material.live_revision else material
    saved = revision.save_revision(user=user, changed=False, clean=False)
    Material.objects.filter(pk=material.pk).update(
        has_unpublished_changes=False, live_revision=saved
    )
    log(material, "materials.discard", user=user)
    return True


@transaction.atomic
def delete_draft(material, user):
    """Delete a work that was never published. Raises ``PermissionDenied`` for one that was."""
    material = _locked(material)
    check_may_edit(user, material)
    check_is_owner(user, material)
    if material.first_published_at is not None or material.live:
        raise PermissionDenied(_("A work that was published is taken off by the moderators."))
    if (state := material.current_workflow_state) is not None:
        state.cancel(user=user)
    log(material, "wagtail.delete", user=user, deleted=True)
    material.delete()


# -- The moderator ---------------------------------------------------------------------------


def changed_since_seen():
    """The ``ValidationError`` for a moderator who decides on a version that is no longer the
    newest."""
    return ValidationError(
        _("The work was changed since you opened it. Look at it once more."), code="outdated"
    )


def _decide(material, user, action, comment, seen):
    """Carry out ``action`` on the version that waits. ``seen`` is the number of the task that the
    moderator had before her eyes, where that is known."""
    material = _locked(material)
    version = material.get_latest_revision_as_object()
    check_can_moderate(user, version.hub)
    task_state = material.current_workflow_task_state
    if task_state is None:
        return False
    if seen is not None and seen != task_state.pk:
        raise changed_since_seen()
    if action == "approve":
        check_complete(version)
        # What another moderator mended while it waited is approved with the rest.
        task_state.revision = material.latest_revision
        task_state.save(update_fields=["revision"])
    task_state.task.specific.on_action(task_state, user, action, comment=comment.strip())
    return True


@transaction.atomic
def approve(material, user, comment="", seen=None):
    """Publish the version that waits. Returns whether one did. Raises ``PermissionDenied``
    unless ``user`` moderates the hub, ``ValidationError`` when the version is not complete, or
    is another one than she has seen."""
    return _decide(material, user, "approve", comment, seen)


@transaction.atomic
def return_for_changes(material, user, comment, seen=None):
    """Return the work to its author with a ``comment``, which must say something. Returns
    whether it waited."""
    return _decide(material, user, "reject", _required(comment), seen)


@transaction.atomic
def refuse(material, user, reason, seen=None):
    """Refuse the work with a ``reason``. The author may change it and send it again. Returns
    whether it waited."""
    return _decide(material, user, "refuse", _required(reason), seen)


# By the names that the hubs' workflows have for them.
DECISIONS = {"approve": approve, "reject": return_for_changes, "refuse": refuse}


@transaction.atomic
def return_all_from(hub):
    """``hub`` is about to be deleted: what waits for its moderators goes back to the authors,
    who choose another. Returns how many works that were."""
    waiting = Submission.objects.waiting().filter(hub=hub).select_related("material")
    for row in waiting:
        # Nothing new may point to a row that goes.
        Submission.objects.filter(pk=row.pk).update(hub=None)
        if (task_state := row.material.current_workflow_task_state) is not None:
            task_state.task.specific.on_action(
                task_state,
                None,
                "reject",
                comment=_("The hub “%(hub)s” is not there any more. Choose another and send again.")
                % {"hub": hub.title},
            )
    return len(waiting)


def _required(words):
    words = words.strip()
    if not words:
        raise ValidationError({"comment": _("Say what is to be changed, or why.")})
    return words
