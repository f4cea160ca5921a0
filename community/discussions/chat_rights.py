"""Who announces chats, leads them and ends them; who writes there is in ``permissions``."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from community.members.models import Membership
from community.moderation.standing import check_not_barred, is_barred
from subjects.permissions import can_moderate


def can_announce(user, hub):
    """Whether ``user`` may announce a chat in ``hub``: its moderators, while the hub works."""
    if hub is None or hub.is_wound_up or not can_moderate(user, hub):
        return False
    return not is_barred(user, hub)


def can_change(user, session):
    """Whether ``user`` may move the chat or call it off."""
    return can_announce(user, session.discussion.hub)


def can_end(user, session):
    """Whether ``user`` may end the chat before its time: who leads it may as well."""
    hub = session.discussion.hub
    leads = user.is_authenticated and user.is_member and session.leader_id == user.pk
    return (leads and not is_barred(user, hub)) or can_change(user, session)


def check_can_announce(user, hub):
    """Raises ``PermissionDenied`` unless ``user`` may announce a chat in ``hub``."""
    if hub is not None and hub.is_wound_up:
        raise PermissionDenied(_("This hub was wound up: nothing new begins in it."))
    check_not_barred(user, hub)
    if not can_announce(user, hub):
        raise PermissionDenied(_("Chats are announced by the moderators of the hub."))


def check_can_end(user, session):
    """Raises ``PermissionDenied`` unless ``user`` may end the chat."""
    check_not_barred(user, session.discussion.hub)
    if not can_end(user, session):
        raise PermissionDenied(_("A chat is ended by whoever leads it, or by a moderator."))


def possible_leaders(hub, announcer):
    """People who may lead a chat of ``hub``: its grown-up members, and who announces it."""
    members = Membership.objects.active().filter(hub=hub).values("user")
    people = get_user_model().objects.choosable()
    return people.filter(Q(pk__in=members) | Q(pk=announcer.pk)).order_by("name_key", "pk")
