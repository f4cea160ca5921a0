"""How an application to the site goes (requirements B11).

    unconfirmed -> waiting -> approved        the applicant confirms her e-mail, staff decide;
                           -> refused         where registration is open nobody decides;
                -> withdrawn                  refused and withdrawn people may apply again.

Each function checks, changes, logs and tells, in one transaction; it returns whether anything
changed, and raises ``ValidationError`` with words for people when it is too late.
"""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.enums import JoinPolicy
from subjects.models import HubPage
from subjects.signals import activity

from ..enums import (
    ConsentSource,
    MembershipStatus,
    PersonRole,
    RegistrationMode,
    RegistrationStatus,
    UserStatus,
)
from ..handles import make_handle
from ..log import log
from ..models import Organisation, PeopleSettings, Registration, User
from ..registration_rights import check_can_decide
from . import consents, memberships

UNDECIDED = {RegistrationStatus.UNCONFIRMED, RegistrationStatus.WAITING}
MAY_APPLY_AGAIN = {RegistrationStatus.REFUSED, RegistrationStatus.WITHDRAWN}
REASON_LENGTH = Registration._meta.get_field("reason").max_length


@dataclass(frozen=True)
class Application:
    """What a newcomer says of herself. For a pupil only name, school and class are kept."""

    last_name: str
    first_name: str
    role: str
    middle_name: str = ""
    organisation: Organisation | None = None
    other_organisation: str = ""
    school_class: str = ""
    hubs: list = field(default_factory=list)
    note: str = ""


def registration_mode():
    """How the site takes newcomers now."""
    settings = PeopleSettings.objects.filter(site__is_default_site=True).first()
    return (settings or PeopleSettings()).registration_mode


def hubs_to_ask_for():
    """Hubs that a newcomer may ask to join: open to visitors, alive, not a closed list."""
    hubs = HubPage.objects.open().active().exclude(join_policy=JoinPolicy.CLOSED)
    return hubs.order_by("path")


@transaction.atomic
def register(application, *, email, password=None, texts=(), user=None):
    """Make the account of a newcomer and her application; returns the ``Registration``.

    ``texts`` are the ``ConsentText``s that she agreed to. ``user`` is the unsaved account that
    another site has vouched for (sign-up by Yandex or VK); such an account has no password.
    """
    if registration_mode() == RegistrationMode.INVITATION:
        raise ValidationError(_("New members come in by an invitation code only."))
    user = user or User()
    user.email = email
    user.status = UserStatus.PENDING
    user.username = make_handle(application.first_name, application.last_name, application.role)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    _write_person(user, application)
    registration = Registration.objects.create(user=user, note=application.note)
    log("members.register", user, user, role=user.role)
    _ask_for_hubs(user, application.hubs)
    consents.give_all(user, texts, ConsentSource.REGISTRATION)
    return registration


@transaction.atomic
def confirm_email(user):
    """The e-mail of ``user`` is confirmed: her application goes on. Nothing happens for
    people who came another way."""
    registration = Registration.objects.filter(user=user).first()
    if registration is None or not _lock(registration, user) or registration.confirmed_at:
        return False
    registration.confirmed_at = timezone.now()
    log("members.confirm_email", user, user)
    if registration.status == RegistrationStatus.UNCONFIRMED:
        _proceed(registration)
    registration.save()
    return True


@transaction.atomic
def approve(registration, actor):
    """Let the applicant in. The hubs that she asked for take her at once where they are open or
    ``actor`` moderates them and there is room; the rest decide later by themselves.

    The e-mail counts as confirmed: staff know the person, and the mail server may be down.
    """
    check_can_decide(actor, registration)
    if not _lock_to_decide(registration, RegistrationStatus.APPROVED):
        return False
    _trust_address(registration.user)
    _let_in(registration, actor)
    registration.save()
    return True


@transaction.atomic
def refuse(registration, actor, reason):
    """Turn the applicant away; she reads ``reason`` and may apply again."""
    check_can_decide(actor, registration)
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise ValidationError(_("Write the reason: the person will read it."))
    if not _lock_to_decide(registration, RegistrationStatus.REFUSED):
        return False
    _decide(registration, RegistrationStatus.REFUSED, actor, reason)
    registration.save()
    log("members.refuse_application", registration.user, actor)
    _tell(registration, "registration_refused", actor)
    return True


@transaction.atomic
def withdraw(registration):
    """The applicant takes her application back."""
    if not _lock_to_decide(registration, RegistrationStatus.WITHDRAWN):
        return False
    registration.status = RegistrationStatus.WITHDRAWN
    registration.save()
    log("members.withdraw_application", registration.user, registration.user)
    _tell(registration, "registration_withdrawn", registration.user)
    return True


@transaction.atomic
def apply_again(registration, application=None):
    """A refused or withdrawn applicant asks once more, maybe with other data."""
    user = registration.user
    if not _lock(registration, user) or registration.status in UNDECIDED:
        return False
    if registration.status not in MAY_APPLY_AGAIN:
        raise ValidationError(_said_decision(registration))
    _check_pending(user)
    if application is not None:
        _write_person(user, application)
        if user.is_pupil:
            consents.hide_name(user, user)
        registration.note = application.note
        _ask_for_hubs(user, application.hubs)
    log("members.apply_again", user, user)
    registration.status = RegistrationStatus.UNCONFIRMED
    if registration.confirmed_at:
        _proceed(registration)
    registration.save()
    return True


def _lock(registration, user):
    """Hold the rows until the end of the transaction and read them anew; whether they are
    still there."""
    found = Registration.objects.select_for_update().filter(pk=registration.pk).first()
    if found and User.objects.select_for_update().filter(pk=user.pk).first():
        registration.refresh_from_db(
            fields=["status", "reason", "confirmed_at", "decided_at", "decided_by"]
        )
        user.refresh_from_db(fields=["status", "is_active"])
        registration.user = user
        return True
    return False


def _lock_to_decide(registration, wanted):
    """Whether ``registration`` is still to be brought to ``wanted``; ``False`` when it is
    there already."""
    if not _lock(registration, registration.user):
        raise ValidationError(_("This application is gone."))
    if registration.status == wanted:
        return False
    if registration.status not in UNDECIDED:
        raise ValidationError(_said_decision(registration))
    _check_pending(registration.user)
    return True


def _check_pending(user):
    if user.status != UserStatus.PENDING:
        raise ValidationError(_("The account is not waiting any more."))


def _said_decision(registration):
    words = {
        RegistrationStatus.APPROVED: _("The application has been approved already."),
        RegistrationStatus.REFUSED: _("The application has been refused already."),
        RegistrationStatus.WITHDRAWN: _("The person has taken the application back."),
    }
    return words[registration.status]


def _proceed(registration):
    """From a confirmed e-mail on: in, where registration is open, or into the queue. Whom staff
    have refused once is never let in without them."""
    if registration_mode() == RegistrationMode.OPEN and registration.decided_at is None:
        _let_in(registration, None)
    else:
        registration.status = RegistrationStatus.WAITING
        registration.save()
        _tell(registration, "registration_waiting", registration.user)


def _let_in(registration, actor):
    user = registration.user
    _decide(registration, RegistrationStatus.APPROVED, actor)
    registration.save()
    user.status = UserStatus.ACTIVE
    user.save(update_fields=["status"])
    log("members.approve_application", user, actor)
    _tell(registration, "registration_approved", actor)
    memberships.settle_requests(user, actor)


def _decide(registration, status, actor, reason=""):
    registration.status = status
    registration.reason = reason
    registration.decided_at = timezone.now() if actor else registration.decided_at
    registration.decided_by = actor or registration.decided_by


def _write_person(user, application):
    is_pupil = application.role == PersonRole.PUPIL
    user.last_name = application.last_name
    user.first_name = application.first_name
    user.middle_name = "" if is_pupil else application.middle_name
    user.role = application.role
    user.organisation = application.organisation
    user.other_organisation = "" if application.organisation else application.other_organisation
    user.school_class = application.school_class if is_pupil else ""
    user.save()


def _ask_for_hubs(user, hubs):
    """The requests of ``user`` are those for ``hubs`` and no other."""
    wanted = {hub.pk for hub in hubs}
    for membership in user.memberships.filter(status=MembershipStatus.REQUESTED):
        if membership.hub_id not in wanted:
            memberships.withdraw_request(membership)
    for hub in hubs:
        memberships.join(user, hub)


def _trust_address(user):
    """Staff answer for the e-mail of ``user``: no code is asked for at sign-in. Somebody else's
    address, confirmed by her, stays hers."""
    if not user.email or EmailAddress.objects.is_verified(user.email):
        return
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


def _tell(registration, verb, actor):
    activity.send(sender=Registration, actor=actor, verb=verb, target=registration, hub=None)
