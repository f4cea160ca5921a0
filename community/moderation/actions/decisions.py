"""Deciding: what becomes of the words, of the complaints, and of the one who wrote them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..enums import IN_FAVOUR, Act, ComplaintStatus, Rule
from ..kinds import kind_of, kind_of_type
from ..models import Case, Decision
from ..permissions import check_can_decide
from . import cases, sanctions

REASON_LENGTH = Decision._meta.get_field("reason").max_length


def decide(case, moderator, act, *, rule="", reason="", text=None, sanction=None, until=None):
    """Carry out what ``moderator`` decides on ``case``, write it into the log, and tell the
    author and those who complained.

    ``act`` is one of ``Act``; everything but approving names a ``rule`` and a ``reason``;
    ``text`` is the mended text for ``Act.EDIT``; ``sanction`` (``SanctionKind``) lasts until
    ``until``, or for good. Returns the ``Decision``.

    Raises ``PermissionDenied``, and ``ValidationError`` for what is missing, for a case that
    somebody else has decided (code ``decided``) and for a thing that is gone (code ``gone``).
    """
    try:
        return _decide(case, moderator, act, rule, reason, text, sanction, until)
    except _GoneError as error:
        _close_gone(case)
        raise ValidationError(
            _("It is gone: there is nothing to decide any more."), code="gone"
        ) from error


def decide_on(target, moderator, act, **decision):
    """Decide on something that nobody has complained of, or on the open case of it: the
    moderators' buttons on public pages. See ``decide``."""
    with transaction.atomic():
        if kind_of(target).lock(target.pk) is not None:
            if act == Act.APPROVE and cases.find_open(target) is None:
                raise ValidationError(_("Nothing waits for a decision here."), code="decided")
            return decide(_case_to_decide(target), moderator, act, **decision)
    raise ValidationError(_("It is gone: there is nothing to decide any more."), code="gone")


class _GoneError(Exception):
    """What is to be decided on is not there any more."""


def _case_to_decide(target):
    """The open case, or one opened for this decision: it waits for nobody, so nobody is told."""
    case = cases.find_open(target)
    return case if case is not None else cases.new_case(target)


@transaction.atomic
def _decide(case, moderator, act, rule, reason, text, sanction, until):
    kind = kind_of_type(case.content_type)
    target = kind.lock(case.object_id)
    if target is None:
        raise _GoneError
    fresh = _lock_open(case)
    fresh.hub, fresh.author = kind.get_hub(target), kind.get_author(target)
    check_can_decide(moderator, fresh)
    rule, reason = check_words(act, rule, reason)
    _check_act(kind, act, sanction)
    if sanction:
        sanctions.check_sanction(sanction, until, fresh.author, fresh.hub, moderator)
    was_up = kind.is_up(target)
    doing = Act.APPROVE if act == Act.SANCTION else act
    is_done = kind.carry_out(doing, target, moderator, reason, text)
    if act in {Act.HIDE, Act.REMOVE, Act.RESTORE} and not is_done and not sanction:
        raise ValidationError(_("Somebody has done this already."), code="decided")
    decision = write(fresh, kind, target, moderator, act, rule, reason)
    if sanction:
        sanctions.impose(decision, sanction, until, reason)
    is_upheld = act not in IN_FAVOUR
    cases.close(fresh, ComplaintStatus.UPHELD if is_upheld else ComplaintStatus.DISMISSED)
    case.status, case.closed_at = fresh.status, fresh.closed_at
    tell(decision, moderator, was_up)
    return decision


def _lock_open(case):
    """The case as it is now, held until the transaction ends."""
    locked = Case.objects.select_for_update(of=["self"])
    fresh = locked.get(pk=case.pk)
    if not fresh.is_open:
        last = fresh.decisions.select_related("moderator").order_by("-pk").first()
        words = _("This is settled already.")
        if last is not None and last.moderator is not None:
            words = _("This is decided already: %(decision)s (%(moderator)s).") % {
                "decision": last.get_act_display(),
                "moderator": last.moderator.get_community_name(),
            }
        raise ValidationError(words, code="decided")
    return fresh


@transaction.atomic
def _close_gone(case):
    fresh = Case.objects.select_for_update().open().filter(pk=case.pk).first()
    if fresh is not None:
        cases.close(fresh, ComplaintStatus.SETTLED)


def check_words(act, rule, reason):
    """The rule and the reason of ``act``; raises ``ValidationError`` where one is missing."""
    reason = reason.strip()
    errors = {}
    if act not in Act.values:
        raise ValidationError({"act": _("Choose what is to be done.")})
    if len(reason) > REASON_LENGTH:
        errors["reason"] = _("This is too long.")
    if act in IN_FAVOUR:
        rule = ""
    elif rule not in Rule.values:
        errors["rule"] = _("Name the rule: the author will read it.")
    if act != Act.APPROVE and not reason:
        errors["reason"] = _("Write why: the author will read it.")
    if errors:
        raise ValidationError(errors)
    return rule, reason


def _check_act(kind, act, sanction):
    if act not in kind.acts:
        raise ValidationError({"act": _("This cannot be done with such a thing.")})
    if act in IN_FAVOUR and sanction:
        raise ValidationError({"sanction": _("What is left up without a fault has no sanction.")})
    if act == Act.SANCTION and not sanction:
        raise ValidationError({"sanction": _("Choose a warning or a suspension.")})


def write(case, kind, target, moderator, act, rule, reason):
    """Add an entry to the log that nobody changes."""
    return Decision.objects.create(
        case=case,
        hub=case.hub,
        moderator=moderator,
        author=case.author,
        act=act,
        rule=rule,
        reason=reason,
        target_label=kind.get_log_label(target)[:255],
    )


def write_again(decision, moderator, act, reason):
    """Add to the log what was decided anew on the thing of ``decision``."""
    return Decision.objects.create(
        case_id=decision.case_id,
        hub=decision.hub,
        moderator=moderator,
        author_id=decision.author_id,
        act=act,
        reason=reason[:REASON_LENGTH],
        target_label=decision.target_label,
    )


def tell(decision, moderator, was_up):
    """Tell the author what was decided, and those who complained what came of it. Whoever was
    complained of in vain, while her words stayed up, is not troubled."""
    verbs = ["complaints_decided"]
    if decision.act not in IN_FAVOUR:
        verbs.append("words_decided")
    elif not was_up:
        verbs.append("words_approved")
    for verb in verbs:
        activity.send(
            sender=Decision, actor=moderator, verb=verb, target=decision, hub=decision.hub
        )
