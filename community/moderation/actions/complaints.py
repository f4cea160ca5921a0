"""Complaining: one complaint of each thing from each person (S0 3.6)."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..enums import IN_FAVOUR, HoldReason, Rule
from ..kinds import kind_of
from ..models import Complaint, Decision, ModerationSettings
from ..reporters import count_known
from .cases import open_case

# Whoever finds more in one day is not helping any more.
MOST_IN_A_DAY = 30
TEXT_LENGTH = Complaint._meta.get_field("text").max_length


def why_not_complain(user, kind, target):
    """Why ``user`` may not complain of ``target`` (of ``kind``), in words; empty when she may.
    What she may not even see is asked of ``kind.visible_to``."""
    if not user.is_authenticated or not user.is_member:
        return _("Only members of the community complain.")
    author = kind.get_author(target)
    if author is not None and author.pk == user.pk:
        return _("Nobody complains of herself.")
    return ""


def find_complaint(user, target):
    """The complaint that ``user`` has made of ``target``, or ``None``."""
    return Complaint.objects.of(target).filter(reporter=user).first()


@transaction.atomic
def complain(target, reporter, rule, text=""):
    """``reporter`` says what rule ``target`` breaks. Enough different people whom the
    community knows take the thing down until it is decided on, unless a moderator has approved
    it as it stands.

    Raises ``PermissionDenied`` for what she may not see or is her own, ``ValidationError`` for a
    second complaint (code ``repeated``), too many in a day or an unknown rule.
    """
    kind = kind_of(target)
    target = kind.lock(target.pk)
    if target is None or not kind.visible_to(reporter).filter(pk=target.pk).exists():
        raise PermissionDenied(_("There is no such thing, or you may not read it."))
    if words := why_not_complain(reporter, kind, target):
        raise PermissionDenied(words)
    text = _check(reporter, target, rule, text)
    case = open_case(target, [HoldReason.COMPLAINTS])
    complaint = Complaint.objects.create(
        case=case,
        content_type=ContentType.objects.get_for_model(target),
        object_id=target.pk,
        reporter=reporter,
        rule=rule,
        text=text,
    )
    case.complaint_count = case.complaints.count()
    case.save(update_fields=["complaint_count"])
    if _is_borne_no_more(case) and not is_approved(kind, target):
        kind.hold(target)
    return complaint


def _check(reporter, target, rule, text):
    """The text of a complaint that may be made."""
    if rule not in Rule.values:
        raise ValidationError({"rule": _("Choose what is wrong.")})
    text = text.strip()
    if len(text) > TEXT_LENGTH:
        raise ValidationError({"text": _("This is too long.")})
    if rule == Rule.OTHER and not text:
        raise ValidationError({"text": _("Write what is wrong.")})
    if find_complaint(reporter, target) is not None:
        raise ValidationError(_("You have complained of this already."), code="repeated")
    since = timezone.now() - datetime.timedelta(days=1)
    made = Complaint.objects.filter(reporter=reporter, created_at__gt=since)
    if made.count() >= MOST_IN_A_DAY:
        raise ValidationError(
            _("You have made many complaints today. Write to a moderator instead."), code="limit"
        )
    return text


def _is_borne_no_more(case):
    """Whether enough people whom the community knows have complained."""
    most = _most_borne()
    return case.complaint_count >= most and count_known(case) >= most


def _most_borne():
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return ModerationSettings().complaints_to_hold
    return ModerationSettings.for_site(site).complaints_to_hold


def is_approved(kind, target):
    """Whether a moderator has left ``target`` up as it stands now."""
    last = Decision.objects.about(target).order_by("-pk").first()
    if last is None or last.act not in IN_FAVOUR:
        return False
    changed_at = kind.get_changed_at(target)
    return changed_at is None or changed_at <= last.decided_at
