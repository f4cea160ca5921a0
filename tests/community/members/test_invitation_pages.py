"""Coming in by a code, as a visitor sees it."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from community.members import code_limits
from community.members.actions import invitations
from community.members.actions.invitations import Newcomer
from community.members.enums import ConsentKind, MembershipStatus, PersonRole, UserStatus
from community.members.forms.consents import consent_data
from community.members.models import Invitation, Membership, User
from demo.factories.members import (
    ConsentTextFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from demo.factories.subjects import HubPageFactory, site_editor

pytestmark = pytest.mark.django_db
PASSWORD = "три сосны у дороги"
JOIN, ENTRY = "/accounts/join/", "/accounts/join/you/"
WRONG = "Этот код не подходит"


@pytest.fixture(autouse=True)
def texts():
    for kind in ConsentKind.values:
        ConsentTextFactory(kind=kind)


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


def make_invitation(hub, **kwargs):
    newcomer = Newcomer("Ольховая", "Вера", "Андреевна", hubs=(hub,), **kwargs)
    return invitations.invite([newcomer], "Лист", site_editor()).invitations.get()


@pytest.fixture
def invitation(hub):
    return make_invitation(hub, organisation=OrganisationFactory(name="Школа № 5", place="Ключи"))


def data_for(invitation, **kwargs):
    role = invitation.user.role
    return {"code": invitation.code, "password": PASSWORD, **consent_data(role), **kwargs}


def test_three_screens_without_an_email(client, invitation, hub):
    assert client.get(JOIN).status_code == 200
    response = client.post(JOIN, {"code": invitation.spaced_code})
    assert response.url == ENTRY
    page = client.get(ENTRY).text
    for words in ["Здравствуйте, Вера Андреевна!", "v-olkhovaya", "Школа № 5", "Математика"]:
        assert words.replace("№ ", "№\u202f") in page or words in page
    response = client.post(ENTRY, data_for(invitation), follow=True)
    assert response.redirect_chain[-1][0] == reverse("members:welcome")
    assert "v-olkhovaya" in response.text and "Математика" in response.text
    user = User.objects.get(username="v-olkhovaya")
    assert user.is_member and client.session["_auth_user_id"] == str(user.pk)
    assert Membership.objects.get(user=user, hub=hub).is_active
    client.logout()
    assert client.login(username="v-olkhovaya", password=PASSWORD)


def test_a_link_fills_the_code_in_and_uses_nothing(client, invitation):
    page = client.get(f"{JOIN}?code={invitation.code}")
    assert invitation.spaced_code in page.text
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page.text
    client.get(ENTRY)
    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert "<script>" not in client.get(JOIN, {"code": "<script>alert(1)</script>"}).text


def test_unknown_used_old_and_withdrawn_codes_get_the_same_answer(client, invitation, hub):
    def answer(code):
        page = client.post(JOIN, {"code": code})
        assert page.status_code == 200
        return page.text.replace(code, "").partition("<main")[2].partition("</main>")[0]

    def masked(text):
        return text.partition("csrfmiddlewaretoken")[0] + text.partition("Код из")[2]

    unknown = masked(answer("0000 0000 0000"))
    assert WRONG in unknown
    codes = []
    for change in [
        {"used_at": timezone.now()},
        {"withdrawn_at": timezone.now()},
        {"expires_at": timezone.now()},
    ]:
        row = make_invitation(hub)
        Invitation.objects.filter(pk=row.pk).update(**change)
        codes.append(row.code)
    for code in codes:
        assert masked(answer(code)) == unknown


@pytest.mark.parametrize("code", ["", "   ", "\x00", "LONG", "абв", "12 34"])
def test_nonsense_is_refused_at_the_field(client, code):
    page = client.post(JOIN, {"code": code.replace("LONG", "1" * 5000)})
    assert page.status_code == 200 and "field-error" in page.text


def test_whoever_guesses_is_slowed_down_and_others_are_not(client, invitation, settings):
    for number in range(60):
        client.post(JOIN, {"code": f"{number:012d}"})
    assert client.post(JOIN, {"code": invitation.code}).status_code == 429
    elsewhere = {"REMOTE_ADDR": "10.1.2.3"}
    assert client.post(JOIN, {"code": invitation.code}, **elsewhere).url == ENTRY


def test_right_codes_of_a_whole_school_are_never_slowed_down(client, invitation):
    for _number in range(100):
        assert client.post(JOIN, {"code": invitation.code}).status_code == 302


def test_under_attack_from_everywhere_right_codes_still_open(client, invitation, monkeypatch):
    rates = {**code_limits.RATES, "code_anywhere": "10/h/key", "code_under_attack": "2/10m/ip"}
    monkeypatch.setattr(code_limits, "RATES", rates)
    for number in range(10):
        client.post(JOIN, {"code": f"{number:012d}"}, REMOTE_ADDR=f"10.0.0.{number}")
    assert client.post(JOIN, {"code": invitation.code}, REMOTE_ADDR="10.0.1.1").url == ENTRY
    for number in range(2):
        client.post(JOIN, {"code": f"{number:012d}"}, REMOTE_ADDR="10.0.1.2")
    answer = client.post(JOIN, {"code": invitation.code}, REMOTE_ADDR="10.0.1.2")
    assert answer.status_code == 429


def test_the_second_screen_is_not_opened_without_a_code(client, invitation):
    assert client.get(ENTRY).url == JOIN
    response = client.post(ENTRY, data_for(invitation, code="000000000000"), follow=True)
    assert WRONG in response.text
    assert not User.objects.exclude(pk=invitation.user_id).filter(status="invited").exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(client, invitation):
    client.post(JOIN, {"code": invitation.code})
    page = client.post(ENTRY, {"code": invitation.code, "password": "12345678", "email": "вера@"})
    assert page.status_code == 200
    assert page.text.count("field-error") == 4  # password, e-mail, rules, personal data
    assert "вера@" in page.text
    assert User.objects.get(pk=invitation.user_id).status == UserStatus.INVITED


def test_a_form_sent_twice_signs_in_once_more(client, invitation):
    client.post(JOIN, {"code": invitation.code})
    data = data_for(invitation)
    client.post(ENTRY, data)
    client.logout()  # The second request comes with the former session, which is gone.
    response = client.post(ENTRY, data)
    assert response.url == reverse("members:welcome")
    assert client.session["_auth_user_id"] == str(invitation.user_id)


@pytest.mark.parametrize("way", ["late", "other password"])
def test_a_used_code_signs_in_nobody_else(client, invitation, way):
    client.post(ENTRY, data_for(invitation))
    client.logout()
    if way == "late":
        Invitation.objects.update(used_at=timezone.now() - timedelta(minutes=11))
    password = PASSWORD if way == "late" else "чужой длинный пароль"
    response = client.post(ENTRY, data_for(invitation, password=password))
    assert response.url == JOIN
    assert "_auth_user_id" not in client.session


def test_a_suspended_person_does_not_slip_in_by_the_second_sending(client, invitation):
    client.post(ENTRY, data_for(invitation))
    client.logout()
    User.objects.filter(pk=invitation.user_id).update(status=UserStatus.SUSPENDED)
    client.post(ENTRY, data_for(invitation))
    assert "_auth_user_id" not in client.session


def test_a_pupil_says_the_class_and_a_parent_agrees(client, hub):
    invitation = make_invitation(hub, role=PersonRole.PUPIL)
    data = data_for(invitation)
    page = client.post(ENTRY, {**data, "consent_parental": ""})
    assert page.text.count("field-error") == 2
    assert page.text.count("(необязательно)") == 1  # of the e-mail
    welcome = client.post(ENTRY, {**data, "school_class": " 7Б "}, follow=True)
    assert "/me/profile/" not in welcome.text.partition("<main")[2].partition("</main>")[0]
    user = User.objects.get(pk=invitation.user_id)
    assert user.status == UserStatus.ACTIVE and user.school_class == "7Б"
    assert not user.name_is_public


def test_a_full_hub_is_told_clearly(client, invitation, hub):
    hub.member_limit = 1
    hub.save()
    MembershipFactory(hub=hub)
    response = client.post(ENTRY, data_for(invitation), follow=True)
    assert "ждёт решения модератора" in response.text
    membership = Membership.objects.get(user=invitation.user)
    assert membership.status == MembershipStatus.REQUESTED


def test_a_new_address_counts_only_when_it_is_confirmed(client, invitation, mailoutbox):
    response = client.post(ENTRY, data_for(invitation, email=" Vera@Mail.ru "))
    assert response.url == reverse("account_email_verification_sent")
    assert [letter.to for letter in mailoutbox] == [["vera@mail.ru"]]
    user = User.objects.get(pk=invitation.user_id)
    assert user.is_member and user.email is None
    assert client.get(reverse("members:me")).status_code == 200
    code = re.search(r"\b\d{6}\b", mailoutbox[0].body).group()
    client.post(response.url, {"code": code})
    user.refresh_from_db()
    assert user.email == "vera@mail.ru"


def test_whether_an_address_is_taken_is_told_by_letter_only(client, invitation, mailoutbox):
    UserFactory(email="taken@example.org")
    response = client.post(ENTRY, data_for(invitation, email="taken@example.org"))
    assert response.url == reverse("account_email_verification_sent")
    assert User.objects.get(pk=invitation.user_id).email is None
    assert [letter.to for letter in mailoutbox] == [["taken@example.org"]]


def test_the_mail_server_being_down_keeps_nobody_outside(client, invitation, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = client.post(ENTRY, data_for(invitation, email="vera@mail.ru"), follow=True)
    assert response.status_code == 200
    assert client.session["_auth_user_id"] == str(invitation.user_id)


def test_an_address_that_staff_wrote_is_confirmed_by_the_letter(client, hub):
    for sent_at, is_verified in [(timezone.now(), True), (None, False)]:
        invitation = make_invitation(hub, email=f"{is_verified}@example.org".lower())
        Invitation.objects.filter(pk=invitation.pk).update(sent_at=sent_at)
        assert 'name="email"' not in client.get(JOIN).text
        client.post(ENTRY, data_for(invitation))
        assert EmailAddress.objects.get(user=invitation.user).verified is is_verified
        client.logout()


def test_who_has_signed_in_needs_no_code(client, invitation):
    client.force_login(UserFactory())
    for path in [JOIN, ENTRY]:
        assert client.get(path).status_code == 302
        assert client.post(path, data_for(invitation)).status_code == 302
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_other_methods_change_nothing(client):
    for path in [JOIN, ENTRY]:
        assert client.put(path).status_code == 405
        assert client.delete(path).status_code == 405


def test_queries_of_the_three_screens(client, invitation, django_assert_max_num_queries):
    client.get(JOIN)
    with django_assert_max_num_queries(12):
        client.post(JOIN, {"code": invitation.code})
    with django_assert_max_num_queries(25):
        client.get(ENTRY)
