"""People in the Wagtail admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from demo.factories.members import UserFactory

pytestmark = pytest.mark.django_db
User = get_user_model()
PASSWORD = "очень-длинный-пароль-17"


def values(**changes):
    return {
        "username": "ryabinina",
        "email": "",
        "first_name": "Наталья",
        "last_name": "Рябинина",
        "middle_name": "Петровна",
        "public_name": "",
        "position": "учитель математики",
        "photo": "",
        "status": "active",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **changes,
    }


def test_a_person_is_added_with_all_names(admin_client):
    response = admin_client.post(reverse("wagtailusers_users:add"), values())
    assert response.status_code == 302
    person = User.objects.get(username="ryabinina")
    assert person.get_full_name() == "Рябинина Наталья Петровна"
    assert person.get_community_name() == "Н.\u00a0П.\u00a0Рябинина"
    assert person.email is None
    assert person.position == "учитель математики"


def test_a_second_person_without_an_e_mail(admin_client):
    UserFactory(email=None)
    assert admin_client.post(reverse("wagtailusers_users:add"), values()).status_code == 302


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"email": "TAKEN@example.org"}, "уже зарегистрирован"),
        ({"email": "не почта"}, "адрес"),
        ({"username": "с пробелом"}, ""),
        ({"last_name": "Я" * 300}, "150"),
        ({"position": "Я" * 300}, "200"),
        ({"password2": "другой"}, ""),
    ],
)
def test_mistakes_are_told_and_nothing_is_lost(admin_client, changes, word):
    UserFactory(username="taken", email="taken@example.org")
    response = admin_client.post(reverse("wagtailusers_users:add"), values(**changes))
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "lxml")
    errors = " ".join(tag.text for tag in html.select(".error-message, .messages"))
    assert word in errors
    assert any("а" <= letter <= "я" for letter in errors.lower())
    assert html.find("input", attrs={"name": "middle_name"})["value"] == "Петровна"
    assert not User.objects.filter(first_name="Наталья").exists()


def test_a_person_is_changed(admin_client):
    person = UserFactory(username="ryabinina")
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    html = BeautifulSoup(admin_client.get(address).content, "lxml")
    assert html.find("input", attrs={"name": "position"})
    changes = {"position": "методист", "password1": "", "password2": "", "is_active": "on"}
    assert admin_client.post(address, values(**changes)).status_code == 302
    person.refresh_from_db()
    assert person.position == "методист"
    assert person.is_active


def test_people_are_found_for_a_block(admin_client):
    UserFactory(last_name="Рябинина", first_name="Наталья")
    UserFactory(last_name="Рябинкин", is_active=False)
    address = reverse("person_chooser:choose_results")
    for query in ("рябин", "Рябин", "наталья Ряб"):
        text = admin_client.get(address, {"q": query}).content.decode()
        assert "Рябинина" in text
        assert "Рябинкин" not in text
    assert "Рябинина" not in admin_client.get(address, {"q": "Петров"}).content.decode()


def test_the_window_of_people_is_for_editors_only(client):
    client.force_login(UserFactory())
    assert client.get(reverse("person_chooser:choose")).status_code in {302, 403}
