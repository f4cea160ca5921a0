"""Leaving for good: asked for, thought over for two weeks, then carried out.

Works and words of the community stay, signed as the person chose; all that is personal goes.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.plugins import registered
from subjects.signals import activity

from .. import erasing
from ..enums import MODERATING_ROLES
from ..log import log
from ..models import AccountDeletion, Consent, Membership, User
from ..sessions import end_sessions
from .memberships import leave_all

DAYS_TO_THINK = 14


def check_can_delete(user):
    """Raises ``ValidationError`` for somebody on whom the site depends."""
    if user.is_superuser:
        raise ValidationError(
            _(
                "You are an administrator of the site. First let another administrator take "
                "these rights from you: otherwise nobody might be left to run it."
            )
        )


def is_leaving(user):
    """Whether ``user`` has asked for the deletion of her account and may still call it off."""
    return AccountDeletion.objects.filter(user=user).exists()


def moderated_by(user):
    """Hubs in which the person is a moderator or the head, for a word of warning."""
    rows = Membership.objects.active().filter(user=user, role__in=MODERATING_ROLES)
    return [row.hub for row in rows.select_related("hub").order_by("hub__title")]


@transaction.atomic
def request_deletion(user, keeps_name=False, actor=None):
    """Set the day on which the account of ``user`` goes, and sign her out everywhere. Returns
    whether that changed anything; asking again changes the signature, not the day. ``actor``
    does it for her, on a written request.

    Raises ``ValidationError`` for administrators.
    """
    User.objects.select_for_update().get(pk=user.pk)
    check_can_delete(user)
    deletion = AccountDeletion.objects.filter(user=user).first()
    if deletion is not None and deletion.keeps_name == keeps_name:
        return False
    if deletion is not None:
        deletion.keeps_name = keeps_name
        deletion.save(update_fields=["keeps_name"])
    else:
        due_at = timezone.now() + timedelta(days=DAYS_TO_THINK)
        deletion = AccountDeletion.objects.create(user=user, keeps_name=keeps_name, due_at=due_at)
        # From nobody: she herself is to be told, by letter too.
        activity.send(
            sender=AccountDeletion,
            actor=None,
            verb="deletion_requested",
            target=deletion,
            hub=None,
        )
    log("members.request_deletion", user, actor or user, keeps_name=keeps_name)
    end_sessions(user)
    return True


@transaction.atomic
def cancel_deletion(user, actor=None):
    """The person has changed her mind; ``actor`` does it for her. Returns whether there was
    anything to call off."""
    User.objects.select_for_update().get(pk=user.pk)
    deleted, _rows = AccountDeletion.objects.filter(user=user).delete()
    if deleted:
        log("members.cancel_deletion", user, actor or user)
    return bool(deleted)


@transaction.atomic
def erase(user):
    """Take away all that is personal; what stays is an empty account that signs the works.
    Returns whether there was anything left to take.

    Raises ``ValidationError`` for administrators.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_left:
        return False
    check_can_delete(user)
    deletion = AccountDeletion.objects.filter(user=user).first()
    public_name = user.get_community_name() if deletion and deletion.keeps_name else ""
    signature = public_name or former_member()
    end_sessions(user)
    leave_all(user)
    for source in registered("register_personal_data_source"):
        source.erase(user, signature)
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=timezone.now())
    erasing.forget_labels(user, signature)
    erasing.delete_rows(user)
    erasing.delete_photo(user)
    erasing.empty(user, public_name)
    log("members.erase", user)
    return True


def former_member():
    """How words are signed whose author kept no name, in the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Former member")
