"""Passwords: one's own choice ends what was temporary."""

from django.db import transaction

from ..log import log


@transaction.atomic
def set_password(user, password):
    """Give ``user`` the password that she has chosen. All her other sessions end by that."""
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    log("members.choose_password", user, user)
