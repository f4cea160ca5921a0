"""People are written down and kept in the Wagtail admin."""

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from community.members.enums import UserStatus
from community.members.models import Invitation
from demo.factories.members import OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db
User = get_user_model()
PASSWORD = "очень-длинный-пароль-17"
ADD = reverse("wagtailusers_users:add")


def values(**changes):
    return {
        "email": "",
        "first_name": "Наталья",
        "last_name": "Рябинина",
        "middle_name": "Петровна",
        "role": "teacher",
        "organisation": "",
        "school_class": "",
        "position": "учитель математики",
        **changes,
    }


@pytest.fixture
def editor(client):
    user = site_editor()
    client.force_login(user)
    return user


def test_whoever_is_added_is_invited_and_gets_the_code(
    client, editor, mailoutbox, django_capture_on_commit_callbacks
):
    school = OrganisationFactory()
    with django_capture_on_commit_callbacks(execute=True):
        data = values(email=" Natalia@Example.org ", organisation=school.pk)
        response = client.post(ADD, data)
    person = User.objects.get(first_name="Наталья")
    assert response.url == reverse("wagtailusers_users:inspect", args=[person.pk])
    assert person.get_full_name() == "Рябинина Наталья Петровна"
    assert (person.status, person.organisation) == (UserStatus.INVITED, school)
    assert not person.has_usable_password()
    code = Invitation.objects.get(user=person).code
    assert code in "".join(filter(str.isalnum, mailoutbox[0].body))
    card = client.get(response.url).content.decode()
    assert code not in "".join(filter(str.isalnum, card))


def test_an_administrator_may_type_a_password(admin_client):
    data = values(email="n@example.org", password=PASSWORD)
    assert admin_client.post(ADD, data).status_code == 302
    person = User.objects.get(first_name="Наталья")
    assert person.status == UserStatus.ACTIVE
    assert person.username == "n-ryabinina"
    assert person.check_password(PASSWORD)
    assert not EmailAddress.objects.get(user=person).verified


def test_an_editor_types_none(client, editor):
    assert "password" not in client.get(ADD).content.decode().split("</main>")[0].split("<main")[1]
    client.post(ADD, values(password=PASSWORD, is_superuser="on", status="active", groups=["1"]))
    person = User.objects.get(first_name="Наталья")
    assert not person.has_usable_password()
    assert not person.is_superuser
    assert person.status == UserStatus.INVITED


def test_two_people_without_an_e_mail(client, editor):
    UserFactory(email=None)
    assert client.post(ADD, values()).status_code == 302
    assert User.objects.get(first_name="Наталья").email is None


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"email": "TAKEN@example.org"}, "уже зарегистрирован"),
        ({"email": "не почта"}, "адрес"),
        ({"last_name": "Я" * 300}, "150"),
        ({"last_name": "   "}, "заполнить"),
        ({"position": "Я" * 300}, "200"),
        ({"password": "12345"}, "пароль"),
        ({"role": "king"}, ""),
        ({"organisation": "9" * 40}, ""),
        ({"organisation": "школа"}, ""),
    ],
)
def test_mistakes_are_told_and_nothing_is_lost(admin_client, changes, word):
    UserFactory(username="taken", email="taken@example.org")
    response = admin_client.post(ADD, values(**changes))
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "lxml")
    errors = " ".join(tag.text for tag in html.select(".error-message, .messages")).lower()
    assert word in errors
    assert any("а" <= letter <= "я" for letter in errors)
    assert html.find("input", attrs={"name": "middle_name"})["value"] == "Петровна"
    assert not User.objects.filter(first_name="Наталья").exists()


def test_a_person_is_changed(admin_client):
    person = UserFactory(username="ryabinina")
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    html = BeautifulSoup(admin_client.get(address).content, "lxml")
    assert html.find("input", attrs={"name": "position"})
    assert admin_client.post(address, values(username="ryabinina")).status_code == 302
    person.refresh_from_db()
    assert person.position == "учитель математики"
    assert person.is_active


@pytest.mark.parametrize("name", ["me", "admin", "former-7", "с пробелом"])
def test_names_that_nobody_may_have(admin_client, name):
    person = UserFactory(username="ryabinina")
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert admin_client.post(address, values(username=name)).status_code == 200
    person.refresh_from_db()
    assert person.username == "ryabinina"


def test_organisations_are_found_by_a_part_of_the_name(client, editor):
    OrganisationFactory(name="Гимназия № 1")
    OrganisationFactory(name="Лицей № 2")
    address = reverse("organisation_chooser:choose_results")
    text = client.get(address, {"q": "ГИМНАЗ"}).content.decode()
    assert "Гимназия" in text
    assert "Лицей" not in text
    for key in ["9" * 30, "abc"]:
        assert client.get(reverse("organisation_chooser:chosen", args=[key])).status_code == 404


def test_people_are_found_for_a_block(admin_client):
    UserFactory(last_name="Рябинина", first_name="Наталья")
    UserFactory(last_name="Рябинкин", is_active=False)
    UserFactory(last_name="Рябинович", role="pupil")
    UserFactory(last_name="Рябинчик", status="pending")
    address = reverse("person_chooser:choose_results")
    for query in ("рябин", "Рябин", "наталья Ряб"):
        text = admin_client.get(address, {"q": query}).content.decode()
        assert "Рябинина" in text
        for other in ["Рябинкин", "Рябинович", "Рябинчик"]:
            assert other not in text
    assert "Рябинина" not in admin_client.get(address, {"q": "Петров"}).content.decode()


def test_no_key_tells_a_name_to_a_moderator(client):
    pupil, applicant = UserFactory(role="pupil"), UserFactory(status="pending")
    client.force_login(moderator_of(HubPageFactory()))
    for person in [pupil, applicant]:
        chosen = reverse("person_chooser:chosen", args=[person.pk])
        assert client.get(chosen).status_code == 404
        several = f"{reverse('person_chooser:chosen_multiple')}?id={person.pk}&id=x&id={'9' * 30}"
        assert person.last_name not in str(client.get(several).json())


def test_the_window_of_people_is_for_editors_only(client):
    client.force_login(UserFactory())
    assert client.get(reverse("person_chooser:choose")).status_code in {302, 403}
