"""Passwords: one's own choice ends what was temporary."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..log import log
from ..models import User
from ..password_rights import can_set_password
from ..sessions import end_sessions

# Letters and digits that nobody takes for one another when they are read from paper.
LETTERS = "abcdefghkmnpqrstuvwxyz"
DIGITS = "23456789"


@transaction.atomic
def set_password(user, password):
    """Give ``user`` the password that she has chosen. All her other sessions end by that."""
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    log("members.choose_password", user, user)


def make_temporary_password():
    """A password that is easily copied from paper and guessed by nobody: «kuvm-4827-pehd»."""
    parts = [(LETTERS, 4), (DIGITS, 4), (LETTERS, 4)]
    return "-".join("".join(secrets.choice(signs) for _number in range(n)) for signs, n in parts)


@transaction.atomic
def set_new_password(user, actor):
    """Give ``user`` a temporary password, for she has lost hers and cannot have a letter;
    returns it, to be shown once. Her sessions end, and she chooses her own when she comes.
    """
    user.refresh_from_db(from_queryset=User.objects.select_for_update())
    if not can_set_password(actor, user):
        raise PermissionDenied(_("You may not set a password for this person."))
    password = make_temporary_password()
    user.set_password(password)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    end_sessions(user)
    log("members.set_new_password", user, actor)
    activity.send(sender=User, actor=actor, verb="password_set", target=user, hub=None)
    return password
