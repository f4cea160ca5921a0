"""Coming in and going out."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from demo.factories.members import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def teacher():
    return UserFactory(username="teacher", email="Teacher@Example.org", last_name="Рябинина")


def sign_in(client, name, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": name, "password": password, **more})


@pytest.mark.parametrize(
    "name", ["teacher", "TEACHER", " teacher ", "teacher@example.org", "TEACHER@EXAMPLE.ORG"]
)
def test_by_user_name_or_e_mail(client, teacher, name):
    response = sign_in(client, name)
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert int(client.session["_auth_user_id"]) == teacher.pk


def test_a_pupil_without_an_e_mail(client):
    UserFactory(username="pupil", email=None)
    UserFactory(username="pupil2", email=None)
    assert sign_in(client, "pupil").status_code == 302


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("teacher", "неверный"),
        ("nobody", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("teacher\x00", PASSWORD),
        ("я" * 200, "x" * 5000),
    ],
)
def test_a_mistake_is_told_in_russian_and_keeps_the_name(client, teacher, name, password):
    response = sign_in(client, name, password, next="/materials/")
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "lxml")
    assert html.select_one("[role=alert], .field-error")
    assert any("а" <= letter <= "я" for letter in html.select_one("main form").text)
    assert html.select_one("main input[name=next]")["value"] == "/materials/"
    if "\x00" not in name:
        assert html.find("input", attrs={"name": "login"})["value"] == name
    assert not html.find("input", attrs={"name": "password"}).get("value")


def test_empty_fields_are_told_at_their_fields(client):
    html = BeautifulSoup(sign_in(client, "", "").content, "lxml")
    assert len(html.select("main .field-error")) == 2


def test_who_was_closed_out_does_not_come_in(client):
    UserFactory(username="gone", is_active=False)
    assert sign_in(client, "gone").status_code == 200


def test_one_persons_user_name_may_be_anothers_address(client):
    UserFactory(username="victim@example.org", email=None, password="other-password")
    victim = UserFactory(username="victim", email="victim@example.org")
    sign_in(client, "victim@example.org")
    assert int(client.session["_auth_user_id"]) == victim.pk


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/materials/?q=1", "/materials/?q=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/accounts/login/", "/"),
        ("", "/"),
    ],
)
def test_one_gets_where_one_wanted_but_never_off_the_site(client, teacher, address, place):
    assert sign_in(client, "teacher", next=address)["Location"] == place


def test_who_is_in_is_sent_on(client, teacher):
    client.force_login(teacher)
    assert client.get(LOGIN)["Location"] == "/"
    assert client.get(LOGIN, {"next": "/materials/"})["Location"] == "/materials/"
    assert client.get(LOGIN, {"next": LOGIN})["Location"] == "/"


def test_who_may_not_enter_the_admin_is_told_and_not_sent_to_and_fro(client, teacher):
    client.force_login(teacher)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1
    assert "Traceback" not in response.content.decode()


def test_the_admin_sends_to_the_one_sign_in_page(client):
    response = client.get("/admin/pages/")
    assert response["Location"].startswith(LOGIN)


def test_signing_out_is_an_act(client, teacher):
    client.force_login(teacher)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_the_token(teacher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    assert client.post("/accounts/logout/").status_code == 403


def test_the_account_page(client, teacher, admin_user):
    assert client.get("/accounts/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
    client.force_login(teacher)
    text = client.get("/accounts/", follow=True).content.decode()
    assert "Рябинина" in text
    assert "/admin/" not in text
    client.force_login(admin_user)
    assert 'href="/admin/"' in client.get("/accounts/", follow=True).content.decode()


@pytest.mark.parametrize("address", [LOGIN, "/accounts/logout/"])
def test_these_pages_are_not_kept_by_anybody(client, teacher, address):
    if address != LOGIN:
        client.force_login(teacher)
    response = client.get(address)
    assert "no-store" in response["Cache-Control"]
    assert b'name="robots" content="noindex"' in response.content


def test_a_page_tells_who_is_in(client, teacher):
    client.force_login(teacher)
    assert reverse("members:account") in client.get("/").content.decode()
