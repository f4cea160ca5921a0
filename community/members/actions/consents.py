"""What people agree to and take back, and what follows from it (requirements B11, C19).

A consent is never edited: a new one is a new row, one that is taken back is closed. What a
consent allows is done and undone here, in the same transaction.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..enums import ConsentKind, ConsentSource
from ..log import log
from ..models import Consent, ConsentText, User
from ..texts import required_kinds, texts_in_force
from .deletion import request_deletion
from .memberships import leave_all


def held_consents(user):
    """Consents of ``user`` that were not taken back."""
    return user.consents.held()


def missing_texts(user):
    """Texts in force that ``user`` must agree to and has not; empty where none is published."""
    in_force = texts_in_force()
    wanted = [in_force[kind].pk for kind in required_kinds(user.role) if kind in in_force]
    if not wanted:
        return []
    held = set(held_consents(user).filter(text__in=wanted).values_list("text_id", flat=True))
    missing = [pk for pk in wanted if pk not in held]
    if not missing:
        return []
    texts = ConsentText.objects.in_bulk(missing)
    return [texts[pk] for pk in missing if pk in texts]


def is_due(user):
    """Whether ``user`` must be asked for consents before going on."""
    return bool(missing_texts(user))


@transaction.atomic
def give(user, text, source=ConsentSource.ACCOUNT):
    """Record that ``user`` agrees to ``text``. Returns whether that is new.

    Raises ``ValidationError`` when the text is not in force: one agrees to what is asked for
    now, and not to what was read yesterday.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if held_consents(user).filter(text=text).exists():
        return False
    in_force = texts_in_force().get(text.kind)
    if in_force is None or in_force.pk != text.pk:
        raise ValidationError(_("The text has changed meanwhile. Read it and agree once more."))
    consent = Consent.objects.create(user=user, text=text, source=source, given_at=timezone.now())
    _begin(user, text.kind)
    log("members.give_consent", user, user, kind=text.kind, version=text.version)
    activity.send(sender=Consent, actor=user, verb="consent_given", target=consent, hub=None)
    return True


def give_all(user, texts, source):
    """Record the agreement to each of ``texts``; returns how many are new."""
    return sum(give(user, text, source) for text in texts)


@transaction.atomic
def withdraw(user, kind, actor=None):
    """Take back what ``user`` agreed to of ``kind``, and carry out what follows; ``actor`` is
    who made that necessary, if not she. Returns whether there was anything to take back."""
    User.objects.select_for_update().get(pk=user.pk)
    consent = held_consents(user).filter(text__kind=kind).select_related("text").first()
    if consent is None:
        return False
    held_consents(user).filter(text__kind=kind).update(withdrawn_at=timezone.now())
    by = actor or user
    log("members.withdraw_consent", user, by, kind=kind, version=consent.text.version)
    _end(user, kind)
    activity.send(sender=Consent, actor=by, verb="consent_withdrawn", target=consent, hub=None)
    return True


def _begin(user, kind):
    """What a consent allows begins."""
    if kind == ConsentKind.PUBLIC_NAME:
        _set_name_is_public(user, True)


def _end(user, kind):
    """What a consent allowed ends."""
    if kind == ConsentKind.PUBLIC_NAME:
        _set_name_is_public(user, False)
    elif kind == ConsentKind.PERSONAL_DATA:
        request_deletion(user)
    elif kind in required_kinds(user.role):
        # Without the rules nobody takes part; the person is asked again when she comes next.
        leave_all(user)


def hide_name(user, actor):
    """Nobody is asked to make a child's name public: whoever becomes a pupil has not agreed."""
    withdraw(user, ConsentKind.PUBLIC_NAME, actor)
    if user.name_is_public:
        _set_name_is_public(user, False)


def _set_name_is_public(user, is_public):
    """Saved, not updated: features follow it, the search too."""
    user.name_is_public = is_public
    user.save(update_fields=["name_is_public"])
