"""Registration of somebody whom Yandex or VK has vouched for: the same two screens."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.core import mail
from django.urls import reverse

from community.members.enums import RegistrationMode, RegistrationStatus
from community.members.models import User
from community.members.views import registration
from demo.factories.members import UserFactory

from .test_registration_actions import set_mode

pytestmark = pytest.mark.django_db

SIGNUP = "/accounts/signup/other/"
ABOUT = {"last_name": "Рябинина", "first_name": "Нина", "role": "other"}
ENTRANCE = {**ABOUT, "step": "entrance", "email": "nina@yandex.ru"}


class Yandex:
    """Stands for the provider, which tests do not install."""

    def serialize(self):
        return {}


@pytest.fixture
def from_yandex(client, monkeypatch):
    """A browser that has just come back from Yandex, with an address confirmed there."""

    def come(is_verified=True):
        def pending(request):
            address = EmailAddress(email="nina@yandex.ru", verified=is_verified, primary=True)
            return SocialLogin(
                user=User(first_name="Нина", last_name="Рябинина", email=address.email),
                account=SocialAccount(provider="yandex", uid="5", extra_data={}),
                email_addresses=[address],
                provider=Yandex(),
            )

        monkeypatch.setattr(registration.social, "get_pending_signup", pending)
        return client

    return come


def test_allauths_address_leads_to_our_screens(from_yandex):
    client = from_yandex()
    assert client.get(reverse("socialaccount_signup")).url == SIGNUP
    page = client.get(SIGNUP)
    assert page.context["form"].initial["last_name"] == "Рябинина"
    form = client.post(SIGNUP, {**ABOUT, "step": "about"}).context["form"]
    assert "password" not in form.fields and form["email"].value() == "nina@yandex.ru"


def test_a_confirmed_address_needs_no_code(from_yandex):
    client = from_yandex()
    response = client.post(SIGNUP, ENTRANCE)
    assert response.url == reverse("members:waiting")
    user = User.objects.get(email="nina@yandex.ru")
    assert user.registration.status == RegistrationStatus.WAITING
    assert user.socialaccount_set.count() == 1 and not user.has_usable_password()
    assert not [letter for letter in mail.outbox if letter.to == ["nina@yandex.ru"]]


def test_where_registration_is_open_she_is_in_at_once(from_yandex):
    set_mode(RegistrationMode.OPEN)
    response = from_yandex().post(SIGNUP, ENTRANCE)
    assert response.url == reverse("members:welcome")


@pytest.mark.parametrize("is_verified", [True, False])
def test_an_address_that_is_not_confirmed_gets_its_code(from_yandex, is_verified):
    client = from_yandex(is_verified)
    changed = {**ENTRANCE, "email": "other@mail.ru"} if is_verified else ENTRANCE
    assert client.post(SIGNUP, changed).url == "/accounts/confirm-email/"
    assert mail.outbox[0].to == [changed["email"]]


def test_a_known_address_is_told_by_letter_only(from_yandex):
    UserFactory(email="nina@yandex.ru")
    before = User.objects.count()
    assert from_yandex().post(SIGNUP, ENTRANCE).url == "/accounts/confirm-email/"
    assert User.objects.count() == before and not SocialAccount.objects.exists()


def test_without_anybody_to_vouch_one_is_sent_to_sign_in(client):
    assert client.get(SIGNUP).url == client.post(SIGNUP, ENTRANCE).url == "/accounts/login/"
