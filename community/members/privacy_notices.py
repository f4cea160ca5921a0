"""What people are told of their own data."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind

MY_DATA = _("My data")


def owner(event):
    """The person whose data it is."""
    return [event.target.user]


PRIVACY_KINDS = [
    NoticeKind(
        "export_ready",
        _("The copy of my data is ready"),
        MY_DATA,
        "members/notices/export_ready.txt",
        owner,
        lambda event: reverse("members:me_data"),
        is_mandatory=True,
    ),
    NoticeKind(
        "export_failed",
        _("The copy of my data could not be made"),
        MY_DATA,
        "members/notices/export_failed.txt",
        owner,
        lambda event: reverse("members:me_data"),
        is_mandatory=True,
    ),
    NoticeKind(
        "deletion_requested",
        _("My account will be deleted"),
        MY_DATA,
        "members/notices/deletion_requested.txt",
        owner,
        lambda event: reverse("members:me_delete"),
        is_mandatory=True,
    ),
]
