"""The card of a person: what it tells to whom, and the acts on it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from community.members.actions import accounts
from community.members.enums import MembershipStatus, UserStatus
from community.members.log import log
from community.members.models import AccountDeletion, Membership
from demo.factories.members import (
    ConsentFactory,
    ConsentTextFactory,
    MembershipFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
)
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db


def url(name, person):
    return reverse(f"wagtailusers_users:{name}", args=[person.pk])


def text_of(client, person):
    response = client.get(url("inspect", person))
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "lxml").find("main")
    return main.get_text(" ", strip=True)


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def editor():
    return site_editor(last_name="Тихонова")


@pytest.fixture
def person(hub):
    """Somebody with a bit of everything."""
    person = UserFactory(
        last_name="Членова",
        username="chlenova",
        organisation=OrganisationFactory(name="Школа № 5", label="low_results"),
        about="О себе",
    )
    MembershipFactory(user=person, hub=hub, role="expert")
    MembershipFactory(user=person, hub=HubPageFactory(title="Химия"))
    MembershipFactory(
        user=person, hub=HubPageFactory(title="Физика"), status=MembershipStatus.EXCLUDED
    )
    ConsentFactory(user=person, text=ConsentTextFactory(kind="public_name", title="Имя для всех"))
    RegistrationFactory(user=person, status="approved", note="Хочу к вам", reason="")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    return person


def test_who_keeps_people_sees_all(client, editor, person):
    accounts.suspend(person, editor, "Реклама", until=timezone.now() + timedelta(days=3))
    membership = person.memberships.get(hub__title="Химия")
    log("members.membership_role_changed", membership, editor)
    log("members.add_person", editor, person)
    client.force_login(editor)
    text = text_of(client, person)
    for words in [
        "Членова", "chlenova", person.email, "Школа № 5", "школа с низкими результатами",
        "Математика", "эксперт", "Химия", "Физика", "исключён", "Имя для всех", "Хочу к вам",
        "доступ приостановлен до", "Реклама", "включён", "Приостановлен доступ", "Тихонова",
        "Изменена роль в хабе", "Добавлен сотрудником сайта",
    ]:  # fmt: skip
        assert words in text, words


def test_a_moderator_sees_what_concerns_her_hubs(client, hub, person, editor):
    person.suspension_reason = "Тайная причина"
    person.save()
    client.force_login(moderator_of(hub))
    text = text_of(client, person)
    for words in ["Членова", person.email, "Школа № 5", "Математика", "Хочу к вам"]:
        assert words in text, words
    for words in [
        "Имя для входа", "низкими результатами", "Химия", "Физика", "Имя для всех",
        "Тайная причина", "Второй шаг", "Править", "Приостановить", "Удалить",
    ]:  # fmt: skip
        assert words not in text, words


@pytest.mark.parametrize(
    ("status", "may_open"),
    [("requested", True), ("active", True), ("refused", True), ("excluded", True), ("left", False)],
)
def test_whose_card_a_moderator_opens(client, hub, status, may_open):
    person = UserFactory()
    MembershipFactory(user=person, hub=hub, status=status)
    for moderator, opens in [
        (moderator_of(hub), may_open),
        (moderator_of(HubPageFactory()), False),
    ]:
        client.force_login(moderator)
        response = client.get(url("inspect", person))
        assert (response.status_code == 200) is opens
        if not opens:
            assert person.last_name not in response.content.decode()


def test_others_see_no_card(client, person):
    address = url("inspect", person)
    assert client.get(address).status_code == 302
    for other in [UserFactory(), person]:
        client.force_login(other)
        assert client.get(address).status_code in {302, 403}


def test_the_card_of_somebody_stronger_has_no_acts(client, editor):
    chief = UserFactory(is_superuser=True)
    client.force_login(editor)
    html = BeautifulSoup(client.get(url("inspect", chief)).content, "lxml")
    links = [link["href"] for link in html.select(".person-card__acts a")]
    assert links == [chief.get_absolute_url()]


def test_what_the_card_costs_does_not_depend_on_the_life_behind_it(
    client, editor, person, django_assert_max_num_queries
):
    for number in range(8):
        MembershipFactory(user=person, hub=HubPageFactory(title=f"Хаб {number}"))
        ConsentFactory(user=person, text=ConsentTextFactory(kind="public_name"))
        log("members.change_role", person, editor)
        log("members.change_role", editor, person)
    client.force_login(editor)
    client.get(url("inspect", person))
    with django_assert_max_num_queries(50):
        client.get(url("inspect", person))


def test_an_editor_adds_to_a_hub(client, editor, hub):
    person = UserFactory()
    client.force_login(editor)
    for _twice in range(2):
        client.post(url("to_hub", person), {"hub": hub.pk, "role": "tutor"})
    membership = Membership.objects.get(user=person)
    assert (membership.status, membership.role) == (MembershipStatus.ACTIVE, "tutor")
    wrong = client.post(url("to_hub", person), {"hub": "9" * 40, "role": "tsar"})
    assert wrong.status_code == 200


def test_an_account_is_deleted_on_a_written_request_only(client, editor):
    person = UserFactory()
    client.force_login(editor)
    assert client.post(url("delete_account", person), {"keeps_name": ""}).status_code == 200
    assert not AccountDeletion.objects.exists()
    data = {"keeps_name": "yes", "is_asked_in_writing": "on"}
    client.post(url("delete_account", person), data)
    assert AccountDeletion.objects.get(user=person).keeps_name
    assert "попросил удалить" in text_of(client, person)
    client.post(url("keep_account", person))
    assert not AccountDeletion.objects.exists()


def test_an_administrator_is_not_deleted(client):
    chief, other = UserFactory(is_superuser=True), UserFactory(is_superuser=True)
    client.force_login(chief)
    response = client.post(url("delete_account", other), {"is_asked_in_writing": "on"})
    assert response.status_code == 200
    assert not AccountDeletion.objects.exists()


@pytest.mark.parametrize("status", list(UserStatus))
def test_the_card_opens_whatever_the_status(client, editor, status):
    person = UserFactory(status=status, last_name="", first_name="", middle_name="")
    client.force_login(editor)
    text_of(client, person)


def test_the_day_of_a_return_is_chosen_in_a_calendar(client, editor, person):
    client.force_login(editor)
    page = client.get(url("suspend", person)).content.decode()
    assert "initDateChooser" in page and "date-time-chooser.js" in page
