"""What people are told of what happens to them and in their hubs."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind

from .membership_notices import MEMBERSHIP_KINDS
from .privacy_notices import PRIVACY_KINDS
from .registration_rights import responsible_people

APPLICATIONS = _("Applications to the site")


def application_url(event):
    """The application in the queue, for those who decide on it."""
    return reverse("members_registration_modeladmin_inspect", args=[quote(event.target.pk)])


def newly_approved(event):
    """The applicant; where nobody had to decide, she stands before the site already."""
    return [event.target.user] if event.actor else []


REGISTRATION_KINDS = [
    NoticeKind(
        "registration_waiting",
        _("Somebody wants to join the site"),
        APPLICATIONS,
        "members/notices/registration_waiting.txt",
        lambda event: responsible_people(event.target),
        application_url,
    ),
    NoticeKind(
        "registration_approved",
        _("My application is approved"),
        APPLICATIONS,
        "members/notices/registration_approved.txt",
        newly_approved,
        lambda event: reverse("members:me"),
        is_mandatory=True,
    ),
    NoticeKind(
        "registration_refused",
        _("My application is refused"),
        APPLICATIONS,
        "members/notices/registration_refused.txt",
        lambda event: [event.target.user],
        lambda event: reverse("members:waiting"),
        is_mandatory=True,
    ),
]

ACCOUNT = _("My account")

ACCOUNT_KINDS = [
    NoticeKind(
        "account_suspended",
        _("My access is suspended"),
        ACCOUNT,
        "members/notices/account_suspended.txt",
        lambda event: [event.target],
        lambda event: "",
        is_mandatory=True,
    ),
    NoticeKind(
        "account_reinstated",
        _("My access is given back"),
        ACCOUNT,
        "members/notices/account_reinstated.txt",
        lambda event: [event.target],
        lambda event: reverse("members:me"),
        is_mandatory=True,
    ),
]

NOTICE_KINDS = [*ACCOUNT_KINDS, *REGISTRATION_KINDS, *MEMBERSHIP_KINDS, *PRIVACY_KINDS]
