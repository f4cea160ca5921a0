"""What people are told of their hubs, and moderators of those who want to join."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import NoticeKind
from subjects.permissions import people_responsible_for

GROUP = _("Members of hubs")


def to_those_who_decide(event):
    """Who is told of a request: the hub's moderators, or those of the nearest hub above."""
    return people_responsible_for(event.hub)


def to_the_person(event):
    """The member; nobody is told what she did herself."""
    person = event.target.user
    return [] if event.actor == person else [person]


def request_url(event):
    """The request in the register, for those who decide on it."""
    return reverse("members_membership_modeladmin_inspect", args=[quote(event.target.pk)])


def hub_url(event):
    return event.hub.get_url() or ""


def own_hubs_url(event):
    """A closed hub has no page for whoever is not in it."""
    return reverse("members:me_memberships")


def _kind(verb, label, get_recipients=to_the_person, get_url=hub_url, is_mandatory=False):
    template = f"members/notices/{verb}.txt"
    return NoticeKind(verb, label, GROUP, template, get_recipients, get_url, is_mandatory)


MEMBERSHIP_KINDS = [
    _kind(
        "membership_requested", _("Somebody wants to join my hub"), to_those_who_decide, request_url
    ),
    _kind("membership_approved", _("My request to join a hub is approved")),
    _kind(
        "membership_refused",
        _("My request to join a hub is refused"),
        get_url=own_hubs_url,
        is_mandatory=True,
    ),
    _kind("membership_added", _("I am added to a hub")),
    _kind("membership_role_changed", _("My role in a hub is changed")),
    _kind(
        "membership_excluded",
        _("I am excluded from a hub"),
        get_url=own_hubs_url,
        is_mandatory=True,
    ),
    _kind("membership_removed", _("I am taken out of a hub"), get_url=own_hubs_url),
]
