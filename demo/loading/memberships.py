"""Who belongs to which hub, and who asks to."""

from django.contrib.auth import get_user_model
from django.db.models import F

from community.members.enums import MembershipRole, MembershipStatus
from community.members.hub_groups import sync_groups
from community.members.models import Membership
from demo.texts import texts
from subjects.models import HubPage

from .dates import days_from_now
from .people import cast

# A hub was there for a while before the others came.
FOUNDED = -700


def load_memberships():
    """Give everybody her hubs, and the hubs their groups of moderators and members."""
    hubs = {hub.slug: hub for hub in HubPage.objects.select_related("provision")}
    people = get_user_model().objects.in_bulk(
        [entry["username"] for entry in cast()], field_name="username"
    )
    rows = {}
    for entry in cast():
        for slug, role in _roles(entry).items():
            person, hub = people[entry["username"]], hubs[slug]
            rows[person.pk, hub.pk] = Membership(
                user=person,
                hub=hub,
                role=role,
                status=MembershipStatus.ACTIVE,
                joined_at=days_from_now(FOUNDED + (31 * person.pk + 17 * hub.pk) % 650),
            )
    _save(rows)
    for hub in hubs.values():
        sync_groups(hub.provision)


def load_requests():
    """Members of the site who ask to join a hub, and one who was told no."""
    rows = {}
    for entry in texts("applications")["requests"]:
        person = get_user_model().objects.get(username=entry["username"])
        hub = HubPage.objects.get(slug=entry["hub"])
        is_refused = entry["status"] == MembershipStatus.REFUSED
        rows[person.pk, hub.pk] = Membership(
            user=person,
            hub=hub,
            status=entry["status"],
            note=entry["note"],
            reason=entry.get("reason", ""),
            ended_at=days_from_now(1 - entry["days"]) if is_refused else None,
            joined_at=days_from_now(-entry["days"]),
        )
    for membership in _save(rows):
        # Never joined: the moment stood here for the time of asking.
        Membership.objects.filter(pk=membership.pk).update(joined_at=None)


def _save(rows):
    """Save the memberships that are not there yet; they were asked for when they began."""
    known = set(Membership.objects.values_list("user_id", "hub_id"))
    made = Membership.objects.bulk_create(row for key, row in rows.items() if key not in known)
    keys = [membership.pk for membership in made]
    Membership.objects.filter(pk__in=keys).update(requested_at=F("joined_at"))
    return made


def _roles(entry):
    """``{slug: role}`` of a person; the first who moderates a hub is its head."""
    said = texts("profiles").get(entry["username"], {})
    roles = dict.fromkeys(entry["hubs"], MembershipRole.MEMBER)
    for role in (MembershipRole.TUTOR, MembershipRole.EXPERT):
        roles |= dict.fromkeys(said.get(role, []), role)
    heads = {hub["slug"]: hub["moderators"][:1] for hub in texts("hubs")}
    for slug in entry["moderates"]:
        is_head = entry["username"] in heads[slug]
        roles[slug] = MembershipRole.HEAD if is_head else MembershipRole.MODERATOR
    return roles
