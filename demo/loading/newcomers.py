"""People on their way in: applications that wait, and a school's sheet of codes."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from community.members.actions.invitations import Newcomer, invite
from community.members.enums import (
    MembershipStatus,
    RegistrationStatus,
    UserStatus,
)
from community.members.hub_groups import sync_groups
from community.members.models import InvitationSheet, Membership
from demo.factories.members import MembershipFactory, RegistrationFactory
from demo.texts import texts
from subjects.models import HubPage

from .dates import days_from_now
from .organisations import organisations
from .people import build_person, hashed_password, save_people


def load_registrations():
    """Newcomers who wait for a decision, and one who was told no."""
    places = organisations()
    for entry in texts("applications")["registrations"]:
        person = build_person(
            _person(entry),
            places,
            status=UserStatus.PENDING,
            name_is_public=False,
            date_joined=days_from_now(-entry["days"]),
            last_seen_on=days_from_now(-entry["days"]).date(),
        )
        is_confirmed = entry["status"] != RegistrationStatus.UNCONFIRMED
        if save_people([person], verified=is_confirmed):
            _apply(person, entry, is_confirmed)


def _apply(person, entry, is_confirmed):
    moment = days_from_now(-entry["days"])
    is_refused = entry["status"] == RegistrationStatus.REFUSED
    registration = RegistrationFactory(
        user=person,
        status=entry["status"],
        note=entry["note"],
        reason=entry.get("reason", ""),
        confirmed_at=moment if is_confirmed else None,
        decided_at=days_from_now(1 - entry["days"]) if is_refused else None,
        decided_by=get_user_model().objects.get(username="editor") if is_refused else None,
    )
    registration.created_at = moment
    registration.save(update_fields=["created_at"])
    for hub in HubPage.objects.filter(slug__in=entry["hubs"]):
        MembershipFactory(user=person, hub=hub, status=MembershipStatus.REQUESTED, joined_at=None)


def load_invitations():
    """A sheet of codes for a school; some of its people have come in already."""
    entry = texts("applications")["invitations"]
    if InvitationSheet.objects.filter(title=entry["title"]).exists():
        return
    hubs = tuple(HubPage.objects.filter(slug__in=entry["hubs"]))
    place = organisations()[entry["school"]]
    people = [_person(row) for row in entry["people"]]
    sheet = invite(
        [
            Newcomer(
                last_name=row["last_name"],
                first_name=row["first_name"],
                middle_name=row["middle_name"],
                role=row["role"],
                organisation=place,
                position=row["position"],
                hubs=hubs,
            )
            for row in people
        ],
        entry["title"],
        get_user_model().objects.get(username=entry["by"]),
        organisation=place,
    )
    come = {row["last_name"] for row in people if row["used"]}
    for invitation in sheet.invitations.select_related("user"):
        if invitation.user.last_name in come:
            _come_in(invitation, hubs)
    for hub in hubs:
        sync_groups(hub.provision)


def _come_in(invitation, hubs):
    person = invitation.user
    person.status, person.password = UserStatus.ACTIVE, hashed_password()
    person.name_is_public = True
    person.save()
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    Membership.objects.bulk_create(
        Membership(user=person, hub=hub, status=MembershipStatus.ACTIVE, joined_at=timezone.now())
        for hub in hubs
    )


def _person(entry):
    """A line of the file with the keys of the cast."""
    last_name, first_name, middle_name = entry["name"].split()
    return {
        "position": "",
        "school": None,
        "class": "",
        "public": False,
        "used": False,
        **entry,
        "last_name": last_name,
        "first_name": first_name,
        "middle_name": middle_name,
    }
