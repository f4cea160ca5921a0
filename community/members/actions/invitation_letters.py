"""Codes by letter, to those who have an address."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from home.mail import send_letter, site_address

from ..enums import UserStatus
from ..invitation_rights import check_can_handle
from ..log import log
from ..models import Invitation

AT_ONCE = 50


def join_url(code=""):
    """The address at which one comes in; with ``code`` it is typed in already."""
    query = f"?{urlencode({'code': code})}" if code else ""
    return f"{site_address()}{reverse('members:invitation')}{query}"


def send(invitation, actor):
    """Send the code to its person once more. Returns whether there was anybody to write to."""
    check_can_handle(actor, invitation.sheet)
    if not _may_be_sent(invitation):
        return False
    log("members.send_invitation", invitation, actor)
    _enqueue([invitation.pk])
    return True


def send_sheet(sheet, actor):
    """Send all the codes of ``sheet`` that are still good; returns how many."""
    check_can_handle(actor, sheet)
    invitations = sheet.invitations.usable().filter(user__email__isnull=False)
    keys = list(invitations.order_by("pk").values_list("pk", flat=True))
    if keys:
        log("members.send_invitation", sheet, actor, people=len(keys))
    for start in range(0, len(keys), AT_ONCE):
        _enqueue(keys[start : start + AT_ONCE])
    return len(keys)


def _enqueue(keys):
    from ..tasks import send_invitation_letters

    transaction.on_commit(lambda: send_invitation_letters.enqueue(keys))


def _may_be_sent(invitation):
    user = invitation.user
    return bool(user.email) and user.status == UserStatus.INVITED and invitation.is_usable


def send_now(keys):
    """Write the letters; returns how many went off. A code that was used, withdrawn or
    renewed meanwhile is read anew and sent only if it is good."""
    invitations = Invitation.objects.filter(pk__in=keys).select_related("user")
    sent = 0
    for invitation in invitations:
        if not _may_be_sent(invitation):
            continue
        user = invitation.user
        context = {
            "name": " ".join(filter(None, [user.first_name, user.middle_name])),
            "code": invitation.spaced_code,
            "join_url": join_url(invitation.code),
            "username": user.username,
            "expires_at": invitation.expires_at,
        }
        if send_letter("members/letters/invitation.txt", user.email, context):
            Invitation.objects.filter(pk=invitation.pk, code=invitation.code).update(
                sent_at=timezone.now()
            )
            sent += 1
    return sent
