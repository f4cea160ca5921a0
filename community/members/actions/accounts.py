"""What staff decide about an account: suspension and its end, role, e-mail, rights.

Each act is one transaction with one entry in the log; done twice it is done once.
"""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..addresses import is_email_confirmed, replace_addresses, trust_address
from ..enums import PersonRole, UserStatus
from ..log import log
from ..models import User
from ..rights import check_can_manage, givable_group_ids
from ..sessions import end_sessions
from .consents import hide_name
from .deletion import cancel_deletion, request_deletion
from .registration import confirm_email

MAY_BE_SUSPENDED = {UserStatus.ACTIVE, UserStatus.SUSPENDED}


def _lock(user):
    """Bring ``user`` up to date and keep others from deciding at the same time."""
    user.refresh_from_db(from_queryset=User.objects.select_for_update())


def check_can_suspend(user, actor):
    """Raises ``PermissionDenied`` or ``ValidationError`` unless ``actor`` may suspend
    ``user``: nobody herself, nobody somebody with more rights, only who has been let in."""
    if actor.pk == user.pk:
        raise PermissionDenied(_("Nobody suspends herself."))
    check_can_manage(actor, user)
    if user.status == UserStatus.PENDING:
        raise ValidationError(_("This person is not let in yet: decide on the application."))
    if user.status == UserStatus.INVITED:
        raise ValidationError(_("This person has not come yet: withdraw the invitation."))


@transaction.atomic
def suspend(user, actor, reason, until=None):
    """Keep ``user`` out until the moment ``until``, or for good, and tell her why.

    Her sessions end at once. A person suspended already is suspended anew when the reason or
    the end differ. Returns whether anything changed.
    """
    _lock(user)
    check_can_suspend(user, actor)
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Write why: the person will read it."))
    if until is not None and until <= timezone.now():
        raise ValidationError(_("The end must be in the future."))
    if user.is_suspended and (user.suspended_until, user.suspension_reason) == (until, reason):
        return False
    user.status = UserStatus.SUSPENDED
    user.suspended_until, user.suspension_reason = until, reason
    user.save(update_fields=["status", "suspended_until", "suspension_reason"])
    end_sessions(user)
    log("members.suspend", user, actor, until=until.isoformat() if until else None)
    activity.send(sender=User, actor=actor, verb="account_suspended", target=user, hub=None)
    return True


@transaction.atomic
def reinstate(user, actor, reason=""):
    """End a suspension before its time, or tidy up one that is over. The reason of it stays
    on the card. Returns whether anything changed."""
    _lock(user)
    check_can_manage(actor, user)
    if user.status != UserStatus.SUSPENDED:
        return False
    was_out = user.is_suspended
    user.status, user.suspended_until = UserStatus.ACTIVE, None
    user.save(update_fields=["status", "suspended_until"])
    log("members.reinstate", user, actor)
    if was_out:
        activity.send(sender=User, actor=actor, verb="account_reinstated", target=user, hub=None)
    return True


@transaction.atomic
def change_role(user, role, actor):
    """Give ``user`` another role in the district's schools; staff may give any. Returns
    whether anything changed."""
    _lock(user)
    check_can_manage(actor, user)
    if role not in PersonRole.values:
        raise ValidationError(_("There is no such role."))
    if user.role == role:
        return False
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    if user.is_pupil:
        hide_name(user, actor)
    log("members.change_role", user, actor, before=before, after=str(role))
    activity.send(sender=User, actor=actor, verb="role_changed", target=user, hub=None)
    return True


@transaction.atomic
def change_email(user, email, actor):
    """Write down another address for ``user``, or none; the person confirms it herself.
    Returns whether anything changed."""
    _lock(user)
    check_can_manage(actor, user)
    email = email or None
    if user.email == email:
        return False
    user.email = email
    user.save(update_fields=["email"])
    replace_addresses(user, email)
    log("members.change_email", user, actor)
    return True


@transaction.atomic
def confirm_email_by_hand(user, actor):
    """Staff know that the address is the person's: it counts as confirmed, and an application
    that waited for that goes on. Returns whether anything changed."""
    _lock(user)
    check_can_manage(actor, user)
    if not user.email:
        raise ValidationError(_("This person has no e-mail."))
    if is_email_confirmed(user):
        return False
    trust_address(user)
    log("members.confirm_email_by_hand", user, actor)
    confirm_email(user)
    return True


def givable_groups(actor):
    """Groups that ``actor`` may give; members of hubs are kept by their memberships."""
    groups = Group.objects.filter(pk__in=givable_group_ids(actor))
    return groups.filter(hub_provision_of_members__isnull=True).order_by("name")


@transaction.atomic
def change_rights(user, actor, groups, is_superuser=None):
    """Let ``user`` be in ``groups``, of those that ``actor`` may give; other groups stay.
    ``is_superuser`` is given and taken by superusers only. Returns whether anything changed.
    """
    _lock(user)
    check_can_manage(actor, user)
    givable = givable_groups(actor)
    held, wanted = set(givable.filter(user=user)), set(groups)
    if not wanted <= set(givable):
        raise PermissionDenied(_("You can give only the rights that you have yourself."))
    changes = {
        "added": sorted(group.name for group in wanted - held),
        "removed": sorted(group.name for group in held - wanted),
    }
    user.groups.remove(*(held - wanted))
    user.groups.add(*(wanted - held))
    if is_superuser is not None and is_superuser != user.is_superuser:
        _change_superuser(user, actor, is_superuser)
        changes["is_superuser"] = is_superuser
    changes = {name: change for name, change in changes.items() if change != []}
    if changes:
        log("members.change_rights", user, actor, **changes)
    return bool(changes)


def add_to_group(user, group, actor):
    """Put ``user`` into ``group`` beside those she is in. Returns whether anything changed."""
    return change_rights(user, actor, [*givable_groups(actor).filter(user=user), group])


def _change_superuser(user, actor, is_superuser):
    if not actor.is_superuser or actor.pk == user.pk:
        raise PermissionDenied(_("Only another administrator of the site decides that."))
    user.is_superuser = is_superuser
    user.save(update_fields=["is_superuser"])


@transaction.atomic
def delete_on_request(user, actor, keeps_name=False):
    """Begin the deletion of an account that the person has asked for in writing. Returns
    whether anything changed."""
    _lock(user)
    check_can_manage(actor, user)
    return request_deletion(user, keeps_name, actor)


@transaction.atomic
def keep_on_request(user, actor):
    """Call a deletion off for the person, who has asked for that. Returns whether anything
    changed."""
    check_can_manage(actor, user)
    return cancel_deletion(user, actor)
