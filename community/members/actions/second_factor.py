"""The second step of the sign-in, taken away by staff from somebody who has lost her phone."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from home.mail import send_letter

from ..log import log
from ..models import User
from ..sessions import end_sessions


@transaction.atomic
def remove(user, actor=None):
    """Switch the second step of ``user`` off: applications, passkeys and recovery codes go, and
    her sessions end. She is told by letter. Returns whether there was any."""
    User.objects.select_for_update().get(pk=user.pk)
    count, _rows = Authenticator.objects.filter(user=user).delete()
    if not count:
        return False
    end_sessions(user)
    log("members.remove_second_factor", user, actor)
    template, email = "members/letters/second_factor_removed.txt", user.email
    transaction.on_commit(lambda: send_letter(template, email, {}))
    return True
