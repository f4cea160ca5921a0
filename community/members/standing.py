"""How somebody stands with a hub, and what she may do next: one answer for the button in the
hub's head, the page that asks, and the list of one's own hubs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.plugins import Part
from subjects.enums import JoinPolicy

from .enums import MODERATING_ROLES, MembershipStatus, UserStatus
from .models import Membership


class Standing(models.TextChoices):
    """What the hub's head shows."""

    VISITOR = "visitor", _("has not signed in")
    MEMBER = "member", _("is a member")
    WAITING = "waiting", _("has asked")
    MAY_JOIN = "join", _("may join")
    MAY_ASK = "ask", _("may ask")
    CLOSED = "closed", _("is added by moderators only")
    FULL = "full", _("finds no place")
    NOTHING = "nothing", _("has nothing to do")


def standing_of(user, hub, membership=None):
    """The ``Standing`` of ``user``, whose ``membership`` it is, with ``hub``."""
    if hub.is_wound_up:
        is_member = membership is not None and membership.is_active
        return Standing.MEMBER if is_member else Standing.NOTHING
    if not user.is_authenticated:
        return Standing.CLOSED if hub.join_policy == JoinPolicy.CLOSED else Standing.VISITOR
    if membership is not None and membership.is_active:
        return Standing.MEMBER
    if membership is not None and membership.status == MembershipStatus.REQUESTED:
        return Standing.WAITING
    if not user.is_member and user.status != UserStatus.PENDING:
        return Standing.NOTHING
    if hub.join_policy == JoinPolicy.CLOSED:
        return Standing.CLOSED
    is_free = hub.join_policy == JoinPolicy.OPEN and user.is_member
    if is_free and (membership is None or not membership.was_turned_away):
        return Standing.MAY_JOIN if has_room(hub) else Standing.FULL
    return Standing.MAY_ASK


def has_room(hub):
    """Whether one more may come in; sure only when she comes (``actions.memberships``)."""
    if hub.member_limit is None:
        return True
    return Membership.objects.active().filter(hub=hub).count() < hub.member_limit


def own_membership(user, hub):
    """The membership of ``user`` in ``hub``, or ``None``."""
    if not user.is_authenticated:
        return None
    return Membership.objects.filter(user=user, hub=hub).first()


def leads_alone(membership):
    """Whether the hub would be without a head or moderator of its own if this one left."""
    if not membership.is_active or membership.role not in MODERATING_ROLES:
        return False
    others = Membership.objects.active().moderating().filter(hub=membership.hub_id)
    return not others.exclude(pk=membership.pk).exists()


def joining_act(hub, request):
    """The part of a hub's head that says how the reader stands with it. A visitor gets a link:
    the page is the same for all of them and carries no token."""
    membership = own_membership(request.user, hub)
    standing = standing_of(request.user, hub, membership)
    if standing == Standing.NOTHING:
        return None
    context = {"standing": standing.value, "membership": membership}
    return Part("joining", "members/hub/joining.html", context)
