"""The list of people: what it shows, finds and costs."""

import io
from datetime import timedelta

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from community.members.enums import MembershipRole, MembershipStatus, PersonRole, UserStatus
from community.members.models import User
from demo.factories.members import MembershipFactory, OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db
LIST = reverse("wagtailusers_users:index")


@pytest.fixture
def editor(client):
    user = site_editor(last_name="Тихонова", role=PersonRole.METHODIST)
    client.force_login(user)
    return user


def names(client, **query):
    html = BeautifulSoup(client.get(LIST, query).content, "lxml")
    return [link.get_text(" ", strip=True) for link in html.select("td.title .title-wrapper a")]


def make(last_name, **kwargs):
    return UserFactory(last_name=last_name, first_name="Анна", middle_name="", **kwargs)


def found(client, last_name, **query):
    return any(last_name in name for name in names(client, **query))


def test_people_are_found_whatever_the_case(client, editor):
    make("Берёзкина", email="birch@example.org", username="birch")
    for query in ["березк", "БЕРЁЗК", "birch@", "анна бер", "BIRCH"]:
        assert found(client, "Берёзкина", q=query), query
    assert not found(client, "Берёзкина", q="осина")


def test_a_suspension_that_is_over_is_none(client, editor):
    now = timezone.now()
    make("Вечный", status=UserStatus.SUSPENDED)
    make("Прошлый", status=UserStatus.SUSPENDED, suspended_until=now - timedelta(days=1))
    make("Будущий", status=UserStatus.SUSPENDED, suspended_until=now + timedelta(days=1))
    assert found(client, "Вечный", status="suspended")
    assert found(client, "Будущий", status="suspended")
    assert not found(client, "Прошлый", status="suspended")
    assert found(client, "Прошлый", status="active")
    assert not found(client, "Будущий", status="active")


def test_filters(client, editor):
    hub = HubPageFactory(title="Математика")
    below = HubPageFactory(title="Школа задач", parent=hub)
    school = OrganisationFactory(label="leader")
    today = timezone.localdate()
    member = make("Членова", role=PersonRole.PARENT, email=None, organisation=school)
    MembershipFactory(user=member, hub=below, role=MembershipRole.EXPERT)
    guest = make("Гостева", last_seen_on=today)
    MembershipFactory(user=guest, hub=hub, status=MembershipStatus.REQUESTED)
    make("Давняя", last_seen_on=today - timedelta(days=200))
    moderator_of(hub, last_name="Модераторова")
    for query, shown in [
        ({"role": "parent"}, {"Членова"}),
        ({"role": ["parent", "methodist"]}, {"Членова", "Тихонова"}),
        ({"organisation": school.pk}, {"Членова"}),
        ({"label": "leader"}, {"Членова"}),
        ({"hub": hub.pk}, {"Членова", "Модераторова"}),
        ({"hub": below.pk}, {"Членова"}),
        ({"seen": "today", "role": "teacher"}, {"Гостева"}),
        ({"seen": "30", "role": "teacher"}, {"Гостева"}),
        ({"seen": "longer"}, {"Давняя"}),
        ({"has_email": "false"}, {"Членова"}),
        ({"enters_admin": "true"}, {"Тихонова", "Модераторова"}),
        ({"seen": "30", "enters_admin": "false"}, {"Гостева"}),
    ]:
        assert {name.split()[0] for name in names(client, **query)} == shown, query
    assert found(client, "Членова", seen="never")
    assert not found(client, "Давняя", seen="never")


@pytest.mark.parametrize(
    "query",
    [
        {"hub": "9" * 40},
        {"organisation": "абв"},
        {"organisation": "9" * 40},
        {"seen": "вчера"},
        {"ordering": "password"},
        {"q": "\x00"},
        {"q": "я" * 5000},
        {"p": "9" * 40},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, editor, query):
    assert client.get(LIST, query).status_code in {200, 400}


@pytest.mark.parametrize(
    "ordering", ["name", "-name", "role", "organisation__name", "status", "last_seen_on"]
)
def test_sorting(client, editor, ordering):
    make("Аистова")
    assert client.get(LIST, {"ordering": ordering}).status_code == 200


def test_a_row_says_what_the_person_does_where(client, editor):
    person = make("Членова", organisation=OrganisationFactory(name="Школа № 5"))
    MembershipFactory(user=person, hub=HubPageFactory(title="Химия"))
    MembershipFactory(user=person, hub=HubPageFactory(title="Физика"), role="expert")
    text = client.get(LIST, {"q": "Членова"}).content.decode()
    assert "Физика (эксперт), Химия" in text
    assert "Школа № 5" in text
    assert reverse("wagtailusers_users:inspect", args=[person.pk]) in text


def test_what_the_list_costs_does_not_depend_on_its_length(
    client, editor, django_assert_max_num_queries
):
    hub = HubPageFactory()
    for _ in range(12):
        person = UserFactory(organisation=OrganisationFactory())
        MembershipFactory(user=person, hub=hub)
        person.groups.add(hub.provision.group)
    client.get(LIST)
    with django_assert_max_num_queries(32):
        assert client.get(LIST).status_code == 200


def test_exports_hold_what_was_chosen_and_run_nothing(client, editor):
    make("=СУММ(1)", role=PersonRole.PARENT)
    make("Лишняя")
    content = b"".join(client.get(LIST, {"export": "csv", "role": "parent"})).decode()
    assert "'=СУММ(1)" in content
    assert "Лишняя" not in content
    response = client.get(LIST, {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active
    assert sheet["A1"].value == "Фамилия"
    assert sheet.max_row == User.objects.count() + 1


@pytest.mark.parametrize("query", [{}, {"export": "csv"}, {"export": "xlsx"}, {"q": "тих"}])
def test_the_list_is_for_those_who_keep_people(client, query):
    make("Тихонова")
    for user in [moderator_of(HubPageFactory()), UserFactory()]:
        client.force_login(user)
        for address in [LIST, reverse("wagtailusers_users:index_results")]:
            response = client.get(address, query)
            assert response.status_code in {302, 403}
            assert "Тихонова" not in response.content.decode()
