"""Digits in a picture at registration, where the site asks for them."""

import re
from datetime import timedelta

import pytest
from captcha.models import CaptchaStore
from django.utils import timezone
from wagtail.models import Site

from community.members import captcha
from community.members.models import PeopleSettings, User

from .test_registration_pages import (  # fixtures among them
    CODE_PAGE,
    SIGNUP,
    about,
    entrance,
    errors_of,
    hub,
    texts,
)

__all__ = ["about", "entrance", "hub", "texts"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(db):
    settings = PeopleSettings.for_site(Site.objects.get(is_default_site=True))
    settings.asks_captcha = True
    settings.save()


def picture_of(response):
    """The key that the form holds, and what stands in its picture."""
    content = response.content.decode()
    key = re.search(r'name="captcha_key" value="(\w+)"', content)[1]
    assert f"/accounts/picture/{key}/" in content
    return key, CaptchaStore.objects.get(hashkey=key).response


def second_screen(client, about):
    return client.post(SIGNUP, {**about, "step": "about"})


def test_off_nobody_is_asked(client, about, entrance):
    assert "captcha" not in second_screen(client, about).content.decode()
    assert client.post(SIGNUP, entrance).url == CODE_PAGE
    assert not CaptchaStore.objects.exists()


def test_right_digits_lead_on(client, asked, about, entrance):
    page = second_screen(client, about)
    assert "код приглашения" in page.content.decode().replace("\u00a0", " ")
    key, digits = picture_of(page)
    assert re.fullmatch(r"[2-8]{5}", digits)
    picture = client.get(f"/accounts/picture/{key}/")
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/png"
    spaced = f" {digits[:2]} {digits[2:]} "
    sent = client.post(SIGNUP, entrance | {"captcha_key": key, "captcha": spaced})
    assert sent.url == CODE_PAGE
    assert User.objects.filter(email="nina@mail.ru").exists()
    # The picture is spent.
    assert not captcha.use(key, digits)


def test_wrong_digits_give_a_new_picture_and_keep_the_rest(client, asked, about, entrance):
    key, _digits = picture_of(second_screen(client, about))
    response = client.post(SIGNUP, entrance | {"captcha_key": key, "captcha": "99999"})
    assert set(errors_of(response)) == {"captcha"}
    assert "Nina@Mail.ru" in response.content.decode()
    new_key, digits = picture_of(response)
    assert new_key != key
    sent = client.post(SIGNUP, entrance | {"captcha_key": new_key, "captcha": digits})
    assert sent.url == CODE_PAGE


@pytest.mark.parametrize("extra", [{}, {"captcha": "23456"}, {"captcha_key": "x" * 40}])
def test_without_picture_nobody_gets_on(client, asked, entrance, extra):
    response = client.post(SIGNUP, entrance | extra)
    assert "captcha" in errors_of(response)
    assert not User.objects.filter(email="nina@mail.ru").exists()


def test_other_faults_do_not_spend_the_picture(client, asked, about, entrance):
    key, digits = picture_of(second_screen(client, about))
    values = entrance | {"captcha_key": key, "captcha": digits}
    response = client.post(SIGNUP, values | {"password": "12345"})
    assert set(errors_of(response)) == {"password"}
    assert picture_of(response) == (key, digits)
    assert f'value="{digits}"' in response.content.decode()
    assert client.post(SIGNUP, values).url == CODE_PAGE


def test_old_picture_is_no_picture(client, asked, about, entrance):
    key, digits = picture_of(second_screen(client, about))
    CaptchaStore.objects.update(expiration=timezone.now() - timedelta(seconds=1))
    response = client.post(SIGNUP, entrance | {"captcha_key": key, "captcha": digits})
    assert set(errors_of(response)) == {"captcha"}
    assert client.get("/accounts/picture/nothing/").status_code == 410
