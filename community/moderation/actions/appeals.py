"""The one answer to a decision, and what another moderator makes of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from subjects.signals import activity

from ..enums import Act, AppealStatus, ComplaintStatus
from ..kinds import kind_of_type
from ..models import Appeal, Case, Decision
from ..permissions import check_can_hear
from . import decisions, sanctions

TEXT_LENGTH = Appeal._meta.get_field("text").max_length


@transaction.atomic
def appeal(decision, author, text):
    """``author`` says why ``decision`` is wrong, once. Returns the ``Appeal``.

    Raises ``PermissionDenied`` for somebody else's decision, ``ValidationError`` for a second
    appeal (code ``repeated``), for a decision in her favour and for an empty text.
    """
    if decision.author_id != author.pk:
        raise PermissionDenied(_("This decision is not about your words."))
    Case.objects.select_for_update().get(pk=decision.case_id)
    if not decision.can_be_appealed:
        raise ValidationError(_("This decision is in your favour."))
    if Appeal.objects.filter(decision=decision).exists():
        raise ValidationError(
            _("You have appealed against this decision already."), code="repeated"
        )
    made = Appeal.objects.create(
        decision=decision, author=author, text=check_text(text, "text", TEXT_LENGTH)
    )
    log(made, "moderation.appeal", user=author)
    activity.send(
        sender=Appeal, actor=author, verb="decision_appealed", target=made, hub=decision.hub
    )
    return made


def check_text(text, field, length):
    """``text`` without the spaces around it; raises ``ValidationError`` for an empty one."""
    text = text.strip()
    if not text:
        raise ValidationError({field: _("Write at least a few words.")})
    if len(text) > length:
        raise ValidationError({field: _("This is too long.")})
    return text


@transaction.atomic
def hear(appeal, moderator, is_upheld, answer):
    """``moderator`` leaves the decision as it is (``is_upheld``), or takes it back: the words
    return and the sanction ends. Returns whether the appeal was open.

    Raises ``PermissionDenied`` for whoever decided, appealed or complained, and
    ``ValidationError`` without an answer.
    """
    decision = Decision.objects.select_related("case", "hub", "moderator").get(
        pk=appeal.decision_id
    )
    kind = kind_of_type(decision.case.content_type)
    target = kind.lock(decision.case.object_id)
    fresh = Appeal.objects.select_for_update().get(pk=appeal.pk)
    fresh.decision = decision
    check_can_hear(moderator, fresh)
    if not fresh.is_open:
        return False
    fresh.answer = check_text(answer, "answer", TEXT_LENGTH)
    fresh.status = AppealStatus.UPHELD if is_upheld else AppealStatus.OVERTURNED
    fresh.heard_by, fresh.decided_at = moderator, timezone.now()
    fresh.save()
    if not is_upheld:
        _take_back(decision, kind, target, moderator, fresh.answer)
    log(fresh, "moderation.hear", user=moderator, data={"status": fresh.status})
    activity.send(
        sender=Appeal, actor=moderator, verb="appeal_heard", target=fresh, hub=decision.hub
    )
    return True


def _take_back(decision, kind, target, moderator, answer):
    """Undo what followed from ``decision``, as far as it can be undone."""
    for sanction in decision.sanctions.all():
        sanctions.lift(sanction, moderator)
    if target is not None:
        _put_back(decision, kind, target, moderator, answer)
    overturned = decisions.write_again(decision, moderator, Act.RESTORE, answer)
    decision.case.complaints.filter(status=ComplaintStatus.UPHELD).update(
        status=ComplaintStatus.DISMISSED
    )
    activity.send(
        sender=Decision,
        actor=moderator,
        verb="complaints_decided",
        target=overturned,
        hub=decision.hub,
    )


def _put_back(decision, kind, target, moderator, answer):
    if decision.act == Act.EDIT:
        earlier = kind.get_earlier_text(target, decision.moderator)
        if earlier is not None:
            kind.carry_out(Act.EDIT, target, moderator, answer, earlier)
    elif decision.act != Act.SANCTION and Act.RESTORE in kind.acts:
        kind.carry_out(Act.RESTORE, target, moderator, answer)
