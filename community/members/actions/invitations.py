"""Inviting people and letting them in by a code (requirements B11, B13).

One mechanism for a sheet of names typed by hand and for a list from a file: whoever is invited
has an account that waits for her, with a name and a place, and a code that opens it once.
"""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..codes import make_code, make_codes
from ..enums import (
    ConsentSource,
    MembershipRole,
    MembershipStatus,
    PersonRole,
    UserStatus,
)
from ..handles import make_handles
from ..invitation_rights import check_can_handle, check_can_invite
from ..log import log
from ..models import Invitation, InvitationSheet, Organisation, PeopleSettings, User
from ..permissions import roles_to_give
from . import consents, memberships
from .membership_changes import change, check_open_for_changes, find, lock

AT_ONCE = 500


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to be invited. ``hubs`` are those that she joins."""

    last_name: str
    first_name: str
    middle_name: str = ""
    email: str = ""
    role: str = PersonRole.TEACHER
    organisation: Organisation | None = None
    school_class: str = ""
    position: str = ""
    hubs: tuple = ()


@dataclass
class Welcome:
    """Where a person who has come in by a code is now: hubs that she joined, and those where
    a moderator has yet to decide."""

    joined: list = field(default_factory=list)
    waiting: list = field(default_factory=list)


def valid_until():
    """The moment until which a code that is given out now is good."""
    settings = PeopleSettings.objects.filter(site__is_default_site=True).first()
    days = (settings or PeopleSettings()).invitation_days
    return timezone.now() + timezone.timedelta(days=days)


def invite(newcomers, title, actor, *, organisation=None, hub_role=MembershipRole.MEMBER, key=None):
    """Make accounts that wait for ``newcomers``, with a code for each; returns the sheet.

    A form that was sent twice (the same ``key``) makes one sheet. The number of queries grows
    by packets of people only.
    """
    newcomers = list(newcomers)
    hubs = {hub.pk: hub for newcomer in newcomers for hub in newcomer.hubs}
    roles = {newcomer.role for newcomer in newcomers}
    if any(not newcomer.hubs for newcomer in newcomers):
        check_can_invite(actor, [], hub_role, roles)
    check_can_invite(actor, list(hubs.values()), hub_role, roles)
    if not newcomers:
        raise ValidationError(_("There is nobody in the list."))
    if key is not None:
        same = InvitationSheet.objects.filter(key=key, created_by=actor).first()
        if same is not None:
            return same
    try:
        with transaction.atomic():
            sheet = InvitationSheet.objects.create(
                title=title, organisation=organisation, created_by=actor, key=key
            )
            sheet.hubs.set(hubs.values())
            _make_invitations(sheet, newcomers, hub_role)
            log("members.invite", sheet, actor, people=len(newcomers))
            activity.send(
                sender=InvitationSheet, actor=actor, verb="people_invited", target=sheet, hub=None
            )
    except IntegrityError:
        # Sent twice at the same moment, or somebody has come with one of the addresses.
        same = InvitationSheet.objects.filter(key=key, created_by=actor).first() if key else None
        if same is not None:
            return same
        raise ValidationError(
            _("Meanwhile somebody with one of these e-mails has come. Check the list again.")
        ) from None
    return sheet


def _make_invitations(sheet, newcomers, hub_role):
    people = _make_people(newcomers)
    expires_at = valid_until()
    codes = make_codes(len(people), _taken_codes)
    invitations = Invitation.objects.bulk_create(
        [
            Invitation(sheet=sheet, user=user, code=code, hub_role=hub_role, expires_at=expires_at)
            for user, code in zip(people, codes, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    links = Invitation.hubs.through
    links.objects.bulk_create(
        [
            links(invitation_id=invitation.pk, hubpage_id=hub.pk)
            for invitation, newcomer in zip(invitations, newcomers, strict=True)
            for hub in newcomer.hubs
        ],
        batch_size=AT_ONCE,
    )


def _make_people(newcomers):
    handles = make_handles(
        (newcomer.first_name, newcomer.last_name, newcomer.role) for newcomer in newcomers
    )
    people = []
    for newcomer, handle in zip(newcomers, handles, strict=True):
        user = User(
            username=handle,
            last_name=newcomer.last_name,
            first_name=newcomer.first_name,
            middle_name=newcomer.middle_name,
            email=newcomer.email,
            role=newcomer.role,
            organisation=newcomer.organisation,
            school_class=newcomer.school_class,
            position=newcomer.position,
            status=UserStatus.INVITED,
        )
        user.set_unusable_password()
        user.prepare()
        people.append(user)
    return User.objects.bulk_create(people, batch_size=AT_ONCE)


def _taken_codes(codes):
    codes, taken = list(codes), set()
    for start in range(0, len(codes), AT_ONCE):
        part = Invitation.objects.filter(code__in=codes[start : start + AT_ONCE])
        taken.update(part.values_list("code", flat=True))
    return taken


def _lock(invitation):
    """Read ``invitation`` and its person anew and keep others from acting on them."""
    try:
        invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update())
    except Invitation.DoesNotExist:
        raise ValidationError(_("This invitation is gone.")) from None
    invitation.user = User.objects.select_for_update().get(pk=invitation.user_id)


@transaction.atomic
def redeem(invitation, password, texts=(), school_class=""):
    """Let in the person of ``invitation`` with her own ``password``; returns ``Welcome``.

    Raises ``ValidationError`` when the code is no longer good or a text was not agreed to. A
    hub without a free place keeps nobody outside: there the membership waits for a moderator.
    """
    _lock(invitation)
    user = invitation.user
    if not invitation.is_usable or user.status != UserStatus.INVITED:
        raise ValidationError(_("This code is no longer good."), code="spent")
    if user.is_pupil and school_class:
        user.school_class = school_class
    user.set_password(password)
    user.status, user.password_is_temporary = UserStatus.ACTIVE, False
    user.save()
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    consents.give_all(user, texts, ConsentSource.INVITATION)
    if consents.missing_texts(user):
        raise ValidationError(_("Without these agreements one cannot join the community."))
    if user.email:
        EmailAddress.objects.update_or_create(
            user=user,
            email=user.email.lower(),
            # Whoever has the code from the letter has the address too.
            defaults={"verified": invitation.sent_at is not None, "primary": True},
        )
    log("members.redeem", invitation, user)
    activity.send(
        sender=Invitation, actor=user, verb="invitation_used", target=invitation, hub=None
    )
    return _join_hubs(invitation)


def _join_hubs(invitation):
    """Into the hubs that were promised; where there is no place left, or whoever promised has
    no longer a say there, the moderators decide."""
    welcome = Welcome()
    host = invitation.sheet.created_by
    for hub in invitation.hubs.order_by("pk"):
        is_promised = host is not None and host.is_member
        is_promised = is_promised and invitation.hub_role in roles_to_give(host, hub)
        try:
            if is_promised:
                with transaction.atomic():
                    memberships.add(invitation.user, hub, None, invitation.hub_role)
                welcome.joined.append(hub)
                continue
        except ValidationError as error:
            if getattr(error, "code", None) != "full":
                # The hub is an archive by now: nobody joins it.
                continue
        if _ask(invitation.user, hub):
            welcome.waiting.append(hub)
    return welcome


def _ask(user, hub):
    """Put a request of ``user`` before the moderators of ``hub``, whatever its policy."""
    hub = lock(hub.pk)
    try:
        check_open_for_changes(hub)
    except ValidationError:
        return False
    return change(
        find(user, hub),
        "membership_requested",
        user,
        status=MembershipStatus.REQUESTED,
        role=MembershipRole.MEMBER,
        requested_at=timezone.now(),
        ended_at=None,
    )


@transaction.atomic
def withdraw(invitation, actor):
    """Make the code useless; the account goes on waiting for a new one. Returns whether
    anything changed."""
    check_can_handle(actor, invitation.sheet)
    _lock(invitation)
    if invitation.used_at:
        raise ValidationError(_("The person has come in by this code already."))
    if invitation.withdrawn_at:
        return False
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    log("members.withdraw_invitation", invitation, actor)
    activity.send(
        sender=Invitation, actor=actor, verb="invitation_withdrawn", target=invitation, hub=None
    )
    return True


@transaction.atomic
def renew(invitation, actor):
    """Give the person a new code and the full term; the old code is no longer good."""
    check_can_handle(actor, invitation.sheet)
    _lock(invitation)
    if invitation.used_at or invitation.user.status != UserStatus.INVITED:
        raise ValidationError(_("The person has come in by this code already."))
    old = invitation.code
    while invitation.code == old or _taken_codes([invitation.code]):
        invitation.code = make_code()
    invitation.expires_at = valid_until()
    invitation.withdrawn_at = invitation.sent_at = None
    invitation.save()
    log("members.renew_invitation", invitation, actor)
    activity.send(
        sender=Invitation, actor=actor, verb="invitation_renewed", target=invitation, hub=None
    )
    return True


def find_by_code(code):
    """The invitation with the digits ``code``, good or not; ``None`` for none."""
    if not code:
        return None
    return Invitation.objects.select_related("user", "sheet__created_by").filter(code=code).first()
