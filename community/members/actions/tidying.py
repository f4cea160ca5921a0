"""What time does with people: deletions that are due, copies that are old, newcomers who
never came."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from search.forgetting import forget_deleted_words

from .. import erasing
from ..enums import RegistrationStatus, UserStatus
from ..models import AccountDeletion, User
from .deletion import erase, former_member

logger = logging.getLogger(__name__)

DAYS_TO_CONFIRM = 7
DAYS_TO_COME = 90


def carry_out_deletions(now=None):
    """Erase the accounts whose two weeks are over; returns how many."""
    due = AccountDeletion.objects.filter(due_at__lte=now or timezone.now())
    number = 0
    for deletion in due.select_related("user"):
        try:
            number += erase(deletion.user)
        except ValidationError:
            # Made an administrator meanwhile: somebody has to decide.
            logger.warning("The account %s is due but may not be deleted.", deletion.user_id)
    if number:
        forget_deleted_words()
    return number


def forget_unconfirmed(now=None):
    """Delete people who applied and never confirmed their e-mail; returns how many."""
    before = (now or timezone.now()) - timedelta(days=DAYS_TO_CONFIRM)
    people = User.objects.filter(
        status=UserStatus.PENDING,
        registration__status=RegistrationStatus.UNCONFIRMED,
        registration__created_at__lt=before,
    )
    return _remove(people)


def forget_never_come(now=None):
    """Delete people who were invited, and whose code ran out long ago; returns how many."""
    before = (now or timezone.now()) - timedelta(days=DAYS_TO_COME)
    people = User.objects.filter(
        status=UserStatus.INVITED,
        invitation__used_at__isnull=True,
        invitation__expires_at__lt=before,
    )
    return _remove(people)


def _remove(people):
    number = 0
    for person in people.select_related("photo"):
        with transaction.atomic():
            erasing.remove(person, former_member())
        number += 1
    return number
