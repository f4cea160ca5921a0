"""What waits for a moderator: opened when something is held or complained of, closed by a
decision, or when there is nothing left to decide on."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from subjects.signals import activity

from ..enums import CaseStatus, ComplaintStatus
from ..kinds import kind_of
from ..models import Case


@transaction.atomic
def open_case(target, reasons=()):
    """The open case of ``target``, held until the transaction ends; ``reasons`` (values of
    ``HoldReason``) are added to those it has. A new one is told to the moderators."""
    kind = kind_of(target)
    hub = kind.get_hub(target)
    case, is_new = Case.objects.select_for_update().get_or_create(
        content_type=ContentType.objects.get_for_model(target),
        object_id=target.pk,
        status=CaseStatus.OPEN,
        defaults={"hub": hub, "author": kind.get_author(target), "reasons": _known(reasons)},
    )
    if is_new:
        activity.send(sender=Case, actor=None, verb="case_opened", target=case, hub=hub)
        return case
    joined = _known([*case.reasons, *reasons])
    if joined != case.reasons or case.hub_id != getattr(hub, "pk", None):
        case.reasons, case.hub = joined, hub
        case.save(update_fields=["reasons", "hub"])
    return case


def new_case(target):
    """A case that its moderator opens to decide on it at once."""
    kind = kind_of(target)
    return Case.objects.create(
        content_type=ContentType.objects.get_for_model(target),
        object_id=target.pk,
        hub=kind.get_hub(target),
        author=kind.get_author(target),
    )


def _known(reasons):
    """Each of ``reasons`` once, in their order, as they are stored."""
    return list(dict.fromkeys(str(reason) for reason in reasons))


def find_open(target):
    """The open case of ``target``, held until the transaction ends; ``None`` without one."""
    return Case.objects.select_for_update().open().of(target).first()


def close(case, complaint_status):
    """Close ``case``; its complaints come to ``complaint_status``."""
    case.status, case.closed_at = CaseStatus.CLOSED, timezone.now()
    case.save(update_fields=["status", "closed_at", "hub", "author"])
    case.complaints.open().update(status=complaint_status)


@transaction.atomic
def settle(target):
    """Close the open case of ``target``: the thing went by itself (its author deleted it), so
    there is nothing to decide. Returns whether there was one."""
    case = find_open(target)
    if case is None:
        return False
    close(case, ComplaintStatus.SETTLED)
    return True
