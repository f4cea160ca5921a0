"""Somebody is written down by staff, one by one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..addresses import replace_addresses
from ..handles import make_handle
from ..log import log
from ..models import User
from ..rights import check_keeps_people
from .invitation_letters import send
from .invitations import invite


@transaction.atomic
def add_person(newcomer, actor, password=""):
    """Add ``newcomer`` (``invitations.Newcomer``) to the list and return the person: invited,
    with the code sent to her address if she has one; or in at once with ``password``, which
    only a superuser gives."""
    check_keeps_people(actor)
    if password:
        return _add_with_password(newcomer, actor, password)
    today = date_format(timezone.localdate(), "DATE_FORMAT")
    sheet = invite([newcomer], _("One by one, %(date)s") % {"date": today}, actor)
    invitation = sheet.invitations.select_related("user", "sheet").get()
    send(invitation, actor)
    return invitation.user


def _add_with_password(newcomer, actor, password):
    if not actor.is_superuser:
        raise PermissionDenied(_("Only an administrator of the site types a password."))
    fields = {name: value for name, value in vars(newcomer).items() if name != "hubs"}
    handle = make_handle(newcomer.first_name, newcomer.last_name, newcomer.role)
    user = User(username=handle, **fields)
    user.set_password(password)
    user.save()
    replace_addresses(user, user.email)
    log("members.add_person", user, actor)
    activity.send(sender=User, actor=actor, verb="person_added", target=user, hub=None)
    return user
