"""Accounts under attack and in misfortune: nothing tells who is here, guessing stops, a school
behind one address works, and a mail server that is down closes nothing."""

import re
import smtplib

import pytest
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.members.enums import RegistrationStatus, UserStatus
from demo.factories.members import PASSWORD, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"
CODE_PAGE = "/accounts/confirm-email/"


def sign_in(client, name, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": name, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def words_of(response):
    """What a page says, without what differs by nature: tokens, and the typed name itself."""
    main = BeautifulSoup(response.content, "lxml").main
    for field in main.select("input"):
        field.decompose()
    return " ".join(main.text.split())


def newcomer(**values):
    user = UserFactory(status=UserStatus.PENDING, **values)
    RegistrationFactory(user=user, status=RegistrationStatus.UNCONFIRMED)
    return user


def code_of(letter):
    return re.search(r"^\d{6}$", letter.body, re.MULTILINE).group()


# -- Who has an account is nobody's business


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client):
    UserFactory(username="known", email="known@example.org")
    UserFactory(username="left", status=UserStatus.LEFT)
    UserFactory(username="closed", is_active=False)
    answers = {
        words_of(sign_in(client, "known", "wrong-password")),
        words_of(sign_in(client, "known@example.org", "wrong-password")),
        words_of(sign_in(client, "nobody", "wrong-password")),
        words_of(sign_in(client, "nobody@example.org", "wrong-password")),
        words_of(sign_in(client, "left")),
        words_of(sign_in(client, "closed")),
    }
    assert len(answers) == 1


def test_a_new_password_is_promised_to_everybody_alike(client):
    UserFactory(username="known", email="known@example.org")
    answers = set()
    for email in ["known@example.org", "nobody@example.org"]:
        response = client.post(RESET, {"email": email}, follow=True)
        answers.add((response.status_code, words_of(response)))
    assert len(answers) == 1
    known, unknown = mail.outbox
    assert "/accounts/password/reset/key/" in known.body
    assert "/accounts/password/reset/key/" not in unknown.body
    assert reverse("members:signup") in unknown.body


@pytest.mark.parametrize("status", [UserStatus.INVITED, UserStatus.LEFT])
def test_a_letter_opens_no_account_that_is_not_open(client, status):
    UserFactory(email="person@example.org", status=status)
    client.post(RESET, {"email": "person@example.org"})
    assert "/accounts/password/reset/key/" not in mail.outbox[0].body


def test_letters_are_in_russian_and_name_the_site(client):
    UserFactory(username="known", email="known@example.org")
    client.post(RESET, {"email": "known@example.org"})
    letter = mail.outbox[0]
    assert letter.subject.startswith("Новый пароль")
    assert "example.com" not in letter.body
    assert "known" in letter.body


# -- Limits


def test_guessing_one_password_stops_after_a_few_failures(client):
    UserFactory(username="victim")
    for _attempt in range(5):
        sign_in(client, "victim", "wrong-password")
    response = sign_in(client, " VICTIM ")
    assert response.status_code == 200
    assert not is_signed_in(client)
    assert "Слишком много" in response.content.decode()
    # Others behind the same address come in.
    UserFactory(username="colleague")
    assert sign_in(client, "colleague").status_code == 302


def test_names_that_nobody_has_are_limited_like_those_of_people(client):
    for _attempt in range(5):
        sign_in(client, "nobody", "wrong-password")
    assert "Слишком много" in sign_in(client, "nobody").content.decode()


def test_a_school_of_sixty_comes_in_behind_one_address(client_factory):
    people = [UserFactory(username=f"pupil-{number}", email=None) for number in range(60)]
    for number, person in enumerate(people):
        client = client_factory()
        if number % 3 == 0:
            sign_in(client, person.username, "mistyped")
        assert sign_in(client, person.username).status_code == 302


@pytest.fixture
def client_factory():
    return Client


def test_letters_to_one_address_are_limited(client):
    for _attempt in range(3):
        assert client.post(RESET, {"email": "somebody@example.org"}).status_code == 302
    response = client.post(RESET, {"email": "somebody@example.org"})
    assert response.status_code == 429
    assert "Слишком много попыток" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert client.post(RESET, {"email": "other@example.org"}).status_code == 302
    assert len(mail.outbox) == 4


def test_the_visitors_address_cannot_be_made_up(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/10m/ip"}
    answers = [
        client.post(LOGIN, {}, headers={"x-forwarded-for": f"10.0.0.{number}"}).status_code
        for number in range(3)
    ]
    assert answers == [200, 200, 429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        spoofed = {"x-forwarded-for": f"10.0.0.{number}, 192.0.2.7"}
        last = client.post(LOGIN, {}, headers=spoofed).status_code
    assert last == 429


@pytest.mark.parametrize("header", ["", "unknown", "192.0.2.1", "я" * 50])
def test_a_wrongly_counted_proxy_closes_no_door(client, settings, header):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    UserFactory(username="teacher")
    data = {"login": "teacher", "password": PASSWORD}
    response = client.post(
        LOGIN, data, headers={"x-forwarded-for": header.encode().decode("latin-1")}
    )
    assert response.status_code == 302


# -- The code from the letter


def test_a_newcomer_enters_the_code_and_is_in(client):
    user = newcomer(username="new", email="new@example.org")
    assert sign_in(client, "new")["Location"] == CODE_PAGE
    assert not is_signed_in(client)
    assert client.get(CODE_PAGE).status_code == 200
    code = code_of(mail.outbox[0])
    response = client.post(CODE_PAGE, {"code": f" {code[:3]} {code[3:]} "})
    assert response["Location"] == reverse("members:waiting")
    assert is_signed_in(client)
    user.registration.refresh_from_db()
    assert user.registration.status == RegistrationStatus.WAITING
    assert EmailAddress.objects.get(user=user).verified


def test_a_wrong_code_is_told_and_five_end_the_matter(client):
    newcomer(username="new", email="new@example.org")
    sign_in(client, "new")
    for _attempt in range(4):
        response = client.post(CODE_PAGE, {"code": "абвгде"})
        assert response.status_code == 200
        assert "Код не подходит" in response.content.decode()
    assert client.post(CODE_PAGE, {"code": "абвгде"}).status_code == 302
    assert client.post(CODE_PAGE, {"code": code_of(mail.outbox[0])})["Location"] == LOGIN
    assert not is_signed_in(client)


def test_the_code_is_sent_again_and_the_former_one_is_void(client):
    newcomer(username="new", email="new@example.org")
    sign_in(client, "new")
    client.post(CODE_PAGE, {"action": "resend"})
    first, second = mail.outbox
    if code_of(first) != code_of(second):
        assert client.post(CODE_PAGE, {"code": code_of(first)}).status_code == 200
    assert client.post(CODE_PAGE, {"code": code_of(second)}).status_code == 302
    assert is_signed_in(client)


def test_a_mistyped_address_is_mended(client):
    user = newcomer(username="new", email="mistyped@example.org")
    sign_in(client, "new")
    client.post(CODE_PAGE, {"action": "change", "email": " Right@Example.ORG "})
    assert mail.outbox[-1].to == ["right@example.org"]
    client.post(CODE_PAGE, {"code": code_of(mail.outbox[-1])})
    user.refresh_from_db()
    assert user.email == "right@example.org"
    assert [row.email for row in EmailAddress.objects.filter(user=user)] == ["right@example.org"]


def test_whoever_gives_anothers_address_sees_the_same_page(client, client_factory):
    UserFactory(email="taken@example.org")
    newcomer(username="new", email="new@example.org")
    sign_in(client, "new")
    real = client.get(CODE_PAGE)

    pretender = client_factory()
    pretender.get(LOGIN)
    response = pretend(pretender, "taken@example.org")
    assert response["Location"] == CODE_PAGE
    page = pretender.get(CODE_PAGE)
    assert words_of(page) == words_of(real).replace("new@example.org", "taken@example.org")
    assert mail.outbox[-1].to == ["taken@example.org"]
    assert "уже есть" in mail.outbox[-1].body
    assert pretender.post(CODE_PAGE, {"code": "123456"}).status_code == 200
    changed = pretender.post(CODE_PAGE, {"action": "change", "email": "free@example.org"})
    assert changed["Location"] == CODE_PAGE
    assert mail.outbox[-1].to == ["free@example.org"]


def pretend(client, email):
    """What registration does with an address that has an account."""
    request = RequestFactory().post("/accounts/signup/")
    request.session, request.user = client.session, AnonymousUser()
    request._messages = FallbackStorage(request)
    with request_context(request):
        response = prevent_enumeration(request, email=email)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return response


@pytest.mark.parametrize("email", [None, "made@example.org"])
def test_people_whom_staff_made_need_no_code(client, email):
    UserFactory(username="made", email=email)
    assert sign_in(client, "made")["Location"] == "/"
    assert mail.outbox == []


# -- The mail server is down


@pytest.fixture
def broken_mail(monkeypatch):
    def fail(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)


def test_without_mail_a_page_says_what_to_do(client, broken_mail):
    UserFactory(username="known", email="known@example.org")
    newcomer(username="new", email="new@example.org")
    for response in [
        client.post(RESET, {"email": "known@example.org"}),
        client.post(RESET, {"email": "nobody@example.org"}),
        sign_in(client, "new"),
    ]:
        assert response.status_code == 503
        text = words_of(response)
        assert "Письмо не ушло" in text
        assert "администратор" in text
    assert not is_signed_in(client)


def test_without_mail_a_password_is_changed_all_the_same(client, broken_mail):
    user = UserFactory(username="known")
    sign_in(client, "known")
    fresh = "совсем-другой-пароль"
    data = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    assert client.post("/accounts/password/change/", data).status_code == 302
    user.refresh_from_db()
    assert user.check_password(fresh)


# -- Kept out


@pytest.mark.parametrize("until", [None, timezone.now() + timezone.timedelta(days=3)])
def test_a_suspended_person_is_told_why_and_until_when(client, until):
    UserFactory(
        username="loud",
        status=UserStatus.SUSPENDED,
        suspension_reason="Грубость <b>в хабе</b>",
        suspended_until=until,
    )
    response = sign_in(client, "loud")
    assert response.status_code == 403
    assert not is_signed_in(client)
    text = words_of(response)
    assert "Грубость <b>в хабе</b>" in text
    assert ("Срок не назначен" in text) is (until is None)
    assert "Грубость" not in words_of(sign_in(client, "loud", "wrong-password"))


def test_a_suspension_works_at_the_very_next_page(client):
    user = UserFactory(username="loud")
    sign_in(client, "loud")
    user.status = UserStatus.SUSPENDED
    user.save()
    assert client.get("/me/")["Location"].startswith(LOGIN)


def test_a_suspension_that_is_over_keeps_nobody_out(client):
    yesterday = timezone.now() - timezone.timedelta(days=1)
    UserFactory(username="calm", status=UserStatus.SUSPENDED, suspended_until=yesterday)
    assert sign_in(client, "calm").status_code == 302


def test_who_waits_lands_on_the_application(client):
    user = UserFactory(username="new", status=UserStatus.PENDING)
    RegistrationFactory(user=user, status=RegistrationStatus.WAITING)
    response = sign_in(client, "new", next="/materials/")
    assert response["Location"] == reverse("members:waiting")
    assert is_signed_in(client)


# -- The day of the last visit


def test_the_last_visit_is_kept_once_a_day(client, django_assert_num_queries):
    user = UserFactory(username="teacher")
    sign_in(client, "teacher")
    client.get("/me/security/")
    user.refresh_from_db()
    assert user.last_seen_on == timezone.localdate()
    with CaptureQueriesContext(connection) as queries:
        client.get("/me/security/")
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_visitors_leave_nothing(client):
    response = client.get("/")
    assert not response.cookies
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert not [query for query in queries if "session" in query["sql"]]


def test_signing_in_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    user = UserFactory(username="teacher")
    for _number in range(5):
        client.logout()
        sign_in(client, "teacher")
    client.logout()
    with django_assert_max_num_queries(12):
        sign_in(client, user.email)
