"""The list of members: for members, and only what each of them shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.members.enums import PersonRole, UserStatus
from demo.factories.members import MembershipFactory, OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db

ADDRESS = "/members/"


@pytest.fixture
def member(client):
    member = UserFactory(last_name="Зритель", first_name="Олег")
    client.force_login(member)
    return member


def names(client, **params):
    response = client.get(ADDRESS, params)
    assert response.status_code == 200
    return [person.username for person in response.context["page_obj"]]


def test_members_are_found_by_what_they_show(client, member):
    school = OrganisationFactory(name="Гимназия № 3")
    UserFactory(username="open", last_name="Рябинина", first_name="Нина", organisation=school)
    UserFactory(
        username="shy", last_name="Соснина", first_name="Нина", organisation=school,
        public_name="Учитель Н.", visibility={"organisation": "nobody"},
    )  # fmt: skip
    assert names(client, q="РЯБИНИНА нина") == ["open"]
    assert names(client, q="гимназия") == ["open"]
    assert names(client, q="учитель н") == ["shy"]
    # Neither by the surname that she does not show, nor by an address.
    assert names(client, q="Соснина") == []
    assert names(client, q="example.org") == []


def test_people_stand_by_surname_however_they_sign(client, member):
    UserFactory(username="second", last_name="Буквина", first_name="Яна")
    UserFactory(username="first", last_name="Азбукина", first_name="Эра", public_name="Э. Азбукина")
    assert names(client)[:2] == ["first", "second"]


def test_those_who_are_not_in_are_not_in_the_list(client, member):
    for status in [UserStatus.PENDING, UserStatus.INVITED, UserStatus.SUSPENDED, UserStatus.LEFT]:
        UserFactory(status=status)
    UserFactory(is_active=False)
    assert names(client) == [member.username]


def test_children_are_nobodys_to_leaf_through(client, member):
    pupil = UserFactory(username="pupil", role=PersonRole.PUPIL, last_name="Малышев")
    assert names(client, q="малышев") == []
    assert names(client, role="pupil") == names(client)
    client.force_login(moderator_of(HubPageFactory()))
    assert names(client, role="pupil") == [pupil.username]


def test_narrowing_by_role_and_hub(client, member):
    hub = HubPageFactory()
    manager = UserFactory(username="manager", role=PersonRole.MANAGER)
    hidden = UserFactory(username="hidden", visibility={"memberships": "nobody"})
    MembershipFactory(user=manager, hub=hub)
    MembershipFactory(user=hidden, hub=hub)
    MembershipFactory(user=member, hub=HubPageFactory())
    assert names(client, role="manager") == ["manager"]
    assert names(client, hub=hub.pk) == ["manager"]


@pytest.mark.parametrize(
    "params",
    [
        {"q": "\u0000"}, {"q": "я" * 10_000}, {"role": "king"}, {"hub": "9" * 40}, {"hub": "x"},
        {"q": "%_'\"<script>"},
    ],
)  # fmt: skip
def test_a_strange_address_is_no_error(client, member, params):
    assert client.get(ADDRESS, params).status_code == 200


@pytest.mark.parametrize("page", ["0", "99", "x", "9" * 5000])
def test_a_page_that_is_not_there(client, member, page):
    assert client.get(ADDRESS, {"page": page}).status_code == 404


def test_who_waits_is_told_when_it_opens(client):
    client.force_login(UserFactory(status=UserStatus.PENDING))
    UserFactory(last_name="Рябинина", username="secret-handle")
    text = client.get(ADDRESS).content.decode()
    assert "secret-handle" not in text and "одобрят" in text


def test_the_number_of_queries_does_not_grow(client, member):
    def count():
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries), "\n".join(query["sql"][:120] for query in queries)

    school = OrganisationFactory()
    UserFactory(organisation=school)
    few, _statements = count()
    for number in range(40):
        UserFactory(username=f"colleague-{number}", organisation=school)
    many, statements = count()
    assert many <= few + 1, statements
    assert many <= 15, statements
