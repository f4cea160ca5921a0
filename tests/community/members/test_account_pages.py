"""What must be done first, the second step of the sign-in, sessions, addresses, passwords."""

import base64
import hashlib
import hmac
import json
import re
import struct
import time
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from community.members import providers
from community.members.enums import PersonRole
from community.members.handles import make_handle, validate_handle
from community.members.models import PeopleSettings
from demo.factories.members import (
    PASSWORD,
    ConsentFactory,
    ConsentTextFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
FRESH = "новый-надёжный-пароль"


@pytest.fixture
def teacher():
    return UserFactory(username="teacher", email="teacher@example.org", last_name="Рябинина")


def sign_in(client, name="teacher", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": name, "password": password, **more})


def confirm(client, password=PASSWORD):
    """The password once more, before something that matters."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def totp(secret, at=None):
    counter = struct.pack(">Q", int(at or time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def set_up_application(client):
    page = BeautifulSoup(client.get("/accounts/2fa/totp/activate/").content, "lxml")
    secret = page.select_one("code.key").text
    client.post("/accounts/2fa/totp/activate/", {"code": totp(secret)})
    return secret


# -- Gates


def test_with_a_temporary_password_one_first_chooses_ones_own(client, teacher):
    teacher.password_is_temporary = True
    teacher.save()
    sign_in(client)
    gate = reverse("members:new_password")
    assert (
        client.get("/materials/?q=1")["Location"] == f"{gate}?next={quote('/materials/?q=1', '')}"
    )
    assert client.post(reverse("members:me"))["Location"] == gate
    page = client.get(gate, {"next": "/materials/?q=1"})
    assert page.status_code == 200
    same = {"password1": PASSWORD, "password2": PASSWORD, "next": "/materials/"}
    assert "временный пароль" in client.post(gate, same).content.decode()
    done = client.post(gate, {"password1": FRESH, "password2": FRESH, "next": "/materials/"})
    assert done["Location"] == "/materials/"
    assert client.get("/me/security/").status_code == 200
    teacher.refresh_from_db()
    assert not teacher.password_is_temporary
    assert teacher.check_password(FRESH)
    assert client.get(gate)["Location"] == "/"


def test_a_gate_never_leads_off_the_site(client, teacher):
    teacher.password_is_temporary = True
    teacher.save()
    sign_in(client)
    data = {"password1": FRESH, "password2": FRESH, "next": "https://evil.example/"}
    assert client.post("/accounts/new-password/", data)["Location"] == "/"


def test_whoever_must_do_something_may_always_go(client, teacher):
    teacher.password_is_temporary = True
    teacher.save()
    sign_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/").status_code == 200


def test_new_rules_are_asked_for_at_the_next_sign_in(client, teacher):
    sign_in(client)
    text = ConsentTextFactory()
    assert client.get("/me/security/").status_code == 200
    client.post("/accounts/logout/")
    sign_in(client)
    gate = reverse("members:consents_due")
    assert client.get("/me/security/")["Location"].startswith(gate)
    assert client.get("/admin/")["Location"].startswith(gate)
    assert client.get(gate).status_code == 200
    assert client.get(reverse("members:text", args=[text.kind])).status_code == 200
    assert client.get(reverse("members:me_data")).status_code == 200
    client.post("/accounts/logout/")
    ConsentFactory(user=teacher, text=text)
    sign_in(client)
    assert client.get("/me/security/").status_code == 200


def test_a_gate_costs_no_query(client, teacher, django_assert_num_queries):
    ConsentTextFactory()
    sign_in(client)
    client.get("/materials/")
    with django_assert_num_queries(2):
        assert client.get("/materials/").status_code == 302


# -- The second step


@pytest.fixture
def strict_site():
    people = PeopleSettings.for_site(Site.objects.get(is_default_site=True))
    people.needs_second_factor = True
    people.save()


def test_the_admin_asks_for_a_second_step_where_the_site_says_so(client, admin_user, strict_site):
    client.force_login(admin_user)
    answer = client.get("/admin/pages/")
    assert answer["Location"] == f"/accounts/2fa/?next={quote('/admin/pages/', '')}"
    assert client.post("/admin/pages/")["Location"] == "/accounts/2fa/"
    assert "второй шаг входа" in client.get("/accounts/2fa/").content.decode()
    assert client.get("/materials/").status_code == 200
    Authenticator.objects.create(user=admin_user, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert client.get("/admin/").status_code == 200
    # Taken away again, it is asked for again.
    call_command("remove_second_factor", admin_user.username)
    client.force_login(admin_user)
    assert client.get("/admin/").status_code == 302


def test_whoever_may_not_enter_the_admin_is_not_asked(client, teacher, strict_site):
    client.force_login(teacher)
    assert client.get("/admin/", follow=True).status_code == 403


def test_the_code_of_the_application_is_the_second_step(
    client, teacher, django_capture_on_commit_callbacks
):
    sign_in(client)
    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith(
        "/accounts/reauthenticate/"
    )
    confirm(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_application(client)
    assert teacher.authenticator_set.count() == 2  # Recovery codes come with it.
    assert any("приложение" in letter.subject.lower() for letter in mail.outbox)
    client.post("/accounts/logout/")
    answer = sign_in(client, next="/materials/")
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/")["Location"].startswith(LOGIN)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Код не подходит" in wrong.content.decode()
    code = totp(secret, time.time() + 30)
    right = client.post("/accounts/2fa/authenticate/", {"code": f"{code[:3]} {code[3:]}"})
    assert right["Location"] == "/materials/"


def test_guessing_the_second_step_stops(client, teacher):
    sign_in(client)
    confirm(client)
    secret = set_up_application(client)
    client.post("/accounts/logout/")
    sign_in(client)
    for _attempt in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    last = client.post("/accounts/2fa/authenticate/", {"code": totp(secret, time.time() + 30)})
    assert "Слишком много" in last.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(client, teacher):
    sign_in(client)
    confirm(client)
    set_up_application(client)
    page = client.get("/accounts/2fa/recovery-codes/")
    code = BeautifulSoup(page.content, "lxml").select_one(".codes code").text
    for is_right in [True, False]:
        client.post("/accounts/logout/")
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is is_right


@pytest.mark.parametrize(
    "address",
    ["/accounts/login/", "/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/"],
)
def test_pages_with_passkeys_keep_the_strict_policy(client, teacher, address):
    if address != LOGIN:
        sign_in(client)
        confirm(client)
    response = client.get(address)
    assert "unsafe" not in response["Content-Security-Policy"]
    html = BeautifulSoup(response.content, "lxml")
    assert not html.select("[style], [onclick], style")
    for script in html.select("script"):
        if not script.get("src"):
            assert script["type"] in {"application/json", "application/ld+json"}
            json.loads(script.text)


def test_the_sign_in_page_gives_a_passkey_its_riddle(client):
    response = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    assert "publicKey" in response.json()["request_options"]


@pytest.mark.parametrize("credential", ["", "{", "[]", "null", '{"id": 1}', "\x00", "я" * 9000])
def test_a_crafted_passkey_is_no_error(client, credential):
    response = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert response.status_code < 500
    assert "_auth_user_id" not in client.session


def test_whoever_lost_the_phone_is_helped_by_the_operator(client, teacher, capsys):
    sign_in(client)
    confirm(client)
    set_up_application(client)
    mail.outbox.clear()
    call_command("remove_second_factor", "teacher@example.org")
    assert not Authenticator.objects.filter(user=teacher).exists()
    assert client.get("/me/security/").status_code == 302


# -- Other sites


def test_forms_lead_to_other_sites_only_where_these_are_switched_on(client, monkeypatch, rf):
    assert "form-action 'self';" in client.get(LOGIN)["Content-Security-Policy"] + ";"
    monkeypatch.setattr(providers, "switched_on", lambda: ["yandex"])
    response = providers.leads_to_providers(lambda request: HttpResponse())(rf.get(LOGIN))
    assert response._csp_update["form-action"] == providers.TARGETS["yandex"]


def test_newcomers_through_other_sites_register_like_everybody(client):
    assert client.get("/accounts/3rdparty/signup/")["Location"] == reverse("members:social_signup")
    assert client.get(reverse("members:social_signup"))["Location"] == LOGIN


# -- Sessions


def test_sessions_are_listed_and_the_others_ended(teacher):
    here = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537"})
    there = Client(headers={"user-agent": "Mozilla/5.0 (Android 15) Firefox/140"})
    sign_in(here)
    sign_in(there)
    text = here.get("/accounts/sessions/").content.decode()
    assert "Chrome, Windows" in text
    assert "Firefox, Android" in text
    assert here.post("/accounts/sessions/").status_code == 302
    assert here.get("/me/security/").status_code == 200
    assert there.get("/me/security/").status_code == 302
    assert UserSession.objects.filter(user=teacher).count() == 1


def test_the_list_of_sessions_asks_a_fixed_number_of_queries(
    client, teacher, django_assert_max_num_queries
):
    sign_in(client)
    for _number in range(5):
        sign_in(Client())
    client.get("/accounts/sessions/")
    with django_assert_max_num_queries(14):
        client.get("/accounts/sessions/")


def test_a_new_password_ends_the_other_sessions(client, teacher):
    there = Client()
    sign_in(there)
    sign_in(client)
    data = {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH}
    client.post("/accounts/password/change/", data)
    assert client.get("/me/security/").status_code == 200
    assert there.get("/me/security/").status_code == 302
    assert "на 1 устройстве" in client.get("/me/security/").content.decode()
    assert mail.outbox[-1].subject == "Ваш пароль изменён"


# -- Reset, address


def test_a_new_password_by_letter(client, teacher):
    there = Client()
    sign_in(there)
    client.post("/accounts/password/reset/", {"email": "Teacher@Example.ORG"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    bad = client.post(address, {"password1": "123", "password2": "123"})
    assert bad.status_code == 200
    assert BeautifulSoup(bad.content, "lxml").select(".field-error")
    client.post(address, {"password1": FRESH, "password2": FRESH})
    assert int(client.session["_auth_user_id"]) == teacher.pk
    assert there.get("/me/security/").status_code == 302
    assert not BeautifulSoup(Client().get(link, follow=True).content, "lxml").select("main form")


def test_the_address_is_another_when_its_code_comes_back(client, teacher):
    sign_in(client)
    data = {"email": "New@Example.org", "action_add": "1"}
    assert client.post("/accounts/email/", data)["Location"].startswith("/accounts/reauth")
    confirm(client)
    client.post("/accounts/email/", data)
    teacher.refresh_from_db()
    assert teacher.email == "teacher@example.org"
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()
    confirmed = client.post("/accounts/confirm-email/", {"code": code})
    assert confirmed["Location"] == "/accounts/email/"
    teacher.refresh_from_db()
    assert teacher.email == "new@example.org"
    assert [row.email for row in EmailAddress.objects.filter(user=teacher)] == ["new@example.org"]
    told = [letter for letter in mail.outbox if letter.to == ["teacher@example.org"]]
    assert "new@example.org" in told[-1].body


def test_anothers_address_is_not_taken_and_not_told_of(client, teacher):
    UserFactory(email="taken@example.org")
    sign_in(client)
    confirm(client)
    data = {"email": "taken@example.org", "action_add": "1"}
    assert client.post("/accounts/email/", data)["Location"] == "/accounts/confirm-email/"
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    if code:
        client.post("/accounts/confirm-email/", {"code": code.group()})
    teacher.refresh_from_db()
    assert teacher.email == "teacher@example.org"


def test_a_former_address_opens_nothing(client, teacher):
    EmailAddress.objects.create(
        user=teacher, email="teacher@example.org", verified=True, primary=True
    )
    teacher.email = "moved@example.org"
    teacher.save()
    client.post("/accounts/password/reset/", {"email": "teacher@example.org"})
    assert "/password/reset/key/" not in mail.outbox[0].body


# -- The pages themselves

OWN_PAGES = [
    "/me/security/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/accounts/reauthenticate/",
]


@pytest.mark.parametrize("address", OWN_PAGES)
def test_each_page_has_its_title_its_way_and_no_english(client, teacher, address):
    assert client.get(address)["Location"].startswith(LOGIN)
    sign_in(client)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    html = BeautifulSoup(response.content, "lxml")
    assert html.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert html.h1.text.strip()
    assert html.title.text.startswith(html.h1.text.strip())
    assert html.select(".breadcrumbs a")
    for part in html.main.select("code, .address, .facts, .rows"):
        part.decompose()
    assert not re.findall(r"[A-Za-z]{4,}", html.main.text)


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/accounts/password/reset/", {"email": "a\x00@example.org"}),
        ("/accounts/password/reset/", {"email": "я" * 10_000}),
        ("/accounts/login/", {"login": "a" * 10_000, "password": "\x00"}),
        ("/accounts/confirm-email/", {"code": "\x00" * 10}),
        ("/accounts/password/reset/key/zzzzzzzzzzzzzzzzzzzz-abc/", {}),
        ("/accounts/password/reset/key/1-" + "a" * 3000 + "/", {}),
    ],
)
def test_wrong_input_is_no_error(client, address, data):
    assert client.post(address, data).status_code < 500
    assert client.get(address, data).status_code < 500


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/"])
def test_there_is_one_place_to_sign_in(client, address):
    assert client.get(address, {"next": "/admin/"})["Location"] == f"{LOGIN}?next=%2Fadmin%2F"
    assert client.get("/admin/password_reset/").status_code == 404


def test_passwords_and_addresses_are_not_changed_in_the_admin(admin_client):
    html = BeautifulSoup(admin_client.get("/admin/account/").content, "lxml")
    assert not html.select("input[type=password]")
    assert not html.select("input[type=email]")


# -- User names


def test_a_user_name_is_made_of_a_name():
    assert make_handle("Нина", "Рябинина", PersonRole.TEACHER) == "n-ryabinina"
    UserFactory(username="N-Ryabinina")
    assert make_handle("Нина", "Рябинина", PersonRole.TEACHER) == "n-ryabinina-2"
    assert make_handle("Юлия", "Щукина-Ёлкина", PersonRole.PARENT) == "y-shchukina-elkina"
    assert re.fullmatch(r"u\d{5}", make_handle("Пётр", "Иванов", PersonRole.PUPIL))
    assert re.fullmatch(r"u\d{5}", make_handle("", "", PersonRole.OTHER))
    assert re.fullmatch(r"u\d{5}", make_handle("李", "明", PersonRole.OTHER))


@pytest.mark.parametrize("handle", ["join", "Leave", "withdraw", "former-12", "ADMIN"])
def test_some_names_are_the_sites_own(handle):
    with pytest.raises(ValidationError):
        validate_handle(handle)


def test_no_address_below_members_is_somebodys_name():
    validate_handle("n-ryabinina")
    for name in ["join", "leave", "withdraw"]:
        with pytest.raises(ValidationError):
            validate_handle(name)


@pytest.mark.parametrize(
    "handle",
    ["n-ryabininа", "n‑ryabinina", "n_ryabinina", "n-rуabinina", "N-RYABININA", "n-ryablnlna",
     "n-ryab1nina", "адмін", "adm1n", "rnoderator", "а", "-a", "a b", ""],
)  # fmt: skip
def test_a_name_that_looks_like_anothers_is_given_to_nobody(handle):
    UserFactory(username="n-ryabinina")
    with pytest.raises(ValidationError):
        validate_handle(handle)


def test_ones_own_name_looks_like_ones_own(db):
    person = UserFactory(username="n-ryabinina")
    validate_handle("n.ryabinina", person)
    validate_handle("n-ryabinin")


def test_names_that_the_site_gives_are_plain():
    UserFactory(username="n-ryabinina")
    assert make_handle("Нина", "Рябинина") == "n-ryabinina-2"
    # Latin letters in a Russian name, as whoever means to deceive types them.
    assert make_handle("Нинa", "Pябининa") != "n-ryabinina"
