"""What waits for a person on ``/me/``: things that only she can do, the most urgent first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .addresses import is_email_confirmed
from .enums import RegistrationStatus, UserStatus
from .models import AccountDeletion, Registration


@dataclass
class Waiting:
    """One thing: what it is, and the page on which it is done."""

    text: str
    level: str
    url: str = ""
    label: str = ""


def get_waiting(person):
    """Everything that waits for ``person``."""
    found = [_deletion(person), _application(person), _email(person), _profile(person)]
    return [one for one in found if one is not None]


def _deletion(person):
    deletion = AccountDeletion.objects.filter(user=person).first()
    if deletion is None:
        return None
    day = date_format(localtime(deletion.due_at), "j E Y")
    return Waiting(
        _("Your account will be deleted on %(day)s. Until then you may change your mind.")
        % {"day": day},
        "warning",
        reverse("members:me_delete"),
        _("Keep the account"),
    )


def _application(person):
    if person.status != UserStatus.PENDING:
        return None
    application = Registration.objects.filter(user=person).first()
    status = application.status if application else RegistrationStatus.WAITING
    texts = {
        RegistrationStatus.UNCONFIRMED: _("Confirm the e-mail: a code was sent to you."),
        RegistrationStatus.REFUSED: _("Your application was refused."),
        RegistrationStatus.WITHDRAWN: _("You took your application back."),
    }
    waits = _("Your application waits for a decision. You will get a letter.")
    return Waiting(texts.get(status, waits), "info", reverse("members:waiting"), _("How it stands"))


def _email(person):
    if person.status == UserStatus.PENDING or not person.email or is_email_confirmed(person):
        return None
    return Waiting(
        _("Your e-mail is not confirmed: letters may go astray, and you could not restore the "
          "password."),
        "warning",
        reverse("account_email"),
        _("Confirm the e-mail"),
    )  # fmt: skip


def _profile(person):
    if person.is_pupil or not person.is_member:
        return None
    if person.position and (person.organisation_id or person.other_organisation):
        return None
    return Waiting(
        _("Fill in the profile: colleagues will see where you work and what you teach."),
        "info",
        reverse("members:me_profile"),
        _("Fill in the profile"),
    )
