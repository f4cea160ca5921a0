"""The demo's people keep to what the site knows, and to each other."""

import pytest
from django.utils import timezone

from community.members.enums import (
    MembershipRole,
    MembershipStatus,
    PersonRole,
    PortfolioKind,
    RegistrationStatus,
    Visibility,
)
from community.members.models import PortfolioEntry, User
from demo.loading.people import cast
from demo.texts import texts

HUBS = {hub["slug"]: hub for hub in texts("hubs")}
SCHOOLS = {school["key"] for school in texts("schools")}


@pytest.fixture(scope="module")
def people():
    return {entry["username"]: entry for entry in cast()}


def test_everybody_is_there_once_in_a_known_role_and_place(people):
    assert len(people) == len(cast())
    for entry in people.values():
        assert entry["role"] in PersonRole.values, entry["username"]
        assert entry["school"] in SCHOOLS | {None}, entry["username"]
        assert set(entry["hubs"]) | set(entry["moderates"]) <= set(HUBS), entry["username"]
        assert len(entry["position"]) <= User._meta.get_field("position").max_length


def test_names_are_all_different(people):
    names = [(entry["last_name"], entry["first_name"]) for entry in people.values()]
    assert len(set(names)) == len(names)


def test_there_is_somebody_in_every_role(people):
    assert {entry["role"] for entry in people.values()} == set(PersonRole.values)


def test_of_pupils_only_name_and_class_are_told(people):
    pupils = [entry for entry in people.values() if entry["role"] == PersonRole.PUPIL]
    assert 6 <= len(pupils) <= 8
    for entry in pupils:
        assert entry["class"]
        assert not entry["public"]
        assert not entry["position"]
        assert not entry["middle_name"]
        assert entry["username"] not in texts("profiles")
        assert entry["username"] not in texts("portfolios")


def test_profiles_speak_of_the_cast(people):
    known = {"subjects", "about", "role", MembershipRole.TUTOR, MembershipRole.EXPERT}
    for username, said in texts("profiles").items():
        assert username in people
        assert set(said) <= known, username
        for role in (MembershipRole.TUTOR, MembershipRole.EXPERT):
            assert set(said.get(role, [])) <= set(HUBS), username
        assert len(said.get("about", "")) <= 3000


@pytest.mark.parametrize("username", texts("portfolios"))
def test_portfolios_could_have_been_typed_into_the_form(people, username):
    assert username in people
    this_year = timezone.localdate().year
    for entry in texts("portfolios")[username]:
        assert entry["kind"] in PortfolioKind.values
        assert entry.get("seen", Visibility.MEMBERS) in Visibility.values
        assert entry["year"] <= this_year
        assert entry.get("end_year", this_year) >= entry["year"]
        for name, key in [("title", "title"), ("organisation", "by"), ("text", "text")]:
            limit = PortfolioEntry._meta.get_field(name).max_length
            assert len(entry.get(key, "")) <= limit


def test_newcomers_ask_for_what_one_can_ask_for(people):
    applications = texts("applications")
    for entry in applications["registrations"]:
        assert entry["username"] not in people
        assert entry["status"] in RegistrationStatus.values
        assert all(HUBS[slug]["join_policy"] != "closed" for slug in entry["hubs"])
        assert bool(entry.get("reason")) == (entry["status"] == RegistrationStatus.REFUSED)
    for entry in applications["requests"]:
        person, hub = people[entry["username"]], HUBS[entry["hub"]]
        assert hub["join_policy"] == "on_request"
        assert entry["hub"] not in person["hubs"]
        assert bool(entry.get("reason")) == (entry["status"] == MembershipStatus.REFUSED)
