"""What an editor sets for the whole site."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from demo.factories.home import StandardPageFactory
from home.models import SiteSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def site_settings():
    return SiteSettings.objects.get()


def errors_of(**fields):
    with pytest.raises(ValidationError) as caught:
        SiteSettings(**fields).full_clean(exclude=["site"])
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Я" * 300),
        ("email", "почта"),
        ("phone", "позвоните нам"),
        ("notice_url", "javascript:alert(1)"),
        ("notice_text", "Я" * 301),
        ("exercise_hosts", "https://learningapps.org/"),
        ("exercise_hosts", "learningapps.org\nне сайт"),
        ("search_suggestions", "\n".join("абвгдеж")),
        ("search_suggestions", "Я" * 61),
    ],
)
def test_wrong_values_are_told_at_their_fields_in_russian(field, value):
    errors = errors_of(**{field: value})
    assert list(errors) == [field]
    assert any("а" <= letter <= "я" for letter in errors[field][0])


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("+7 (000) 000-00-00", "+70000000000"),
        ("8 (49131) 2-22-22, доб. 12", "84913122222"),
        ("2-22-22", "22222"),
    ],
)
def test_telephones_become_links(phone, link):
    settings = SiteSettings(phone=phone)
    settings.clean_fields(exclude=["site"])
    assert settings.phone_link == link


def test_a_notice_ends_after_its_last_day():
    today = timezone.localdate()
    assert SiteSettings(notice_text="Сбой").notice == "Сбой"
    assert SiteSettings(notice_text="Сбой", notice_until=today).notice == "Сбой"
    yesterday = today - datetime.timedelta(days=1)
    assert SiteSettings(notice_text="Сбой", notice_until=yesterday).notice == ""


def test_hosts_are_compared_as_browsers_compare_them():
    hosts = SiteSettings(exercise_hosts=" LearningApps.org \n\nУчи.рф\n").get_exercise_hosts()
    assert hosts == {"learningapps.org", "xn--h1avm.xn--p1ai"}


def test_the_settings_are_shown_on_every_page(client, site_settings):
    page = StandardPageFactory(title="Правила")
    site_settings.name = "Учителя <вместе>"
    site_settings.owner = "Методический кабинет"
    site_settings.notice_text = "Сайт будет закрыт"
    site_settings.notice_url = "/about/"
    site_settings.footer_links = [
        ("link", {"title": "", "page": page, "url": ""}),
        ("link", {"title": "Район", "page": None, "url": "https://example.org/"}),
    ]
    site_settings.save()
    html = BeautifulSoup(client.get("/").content, "lxml")
    assert "Учителя <вместе>" in html.title.text
    assert html.select_one(".notice-bar a")["href"] == "/about/"
    footer = html.select_one("footer")
    assert "Методический кабинет" in footer.text
    assert footer.find("a", href=page.url).text == "Правила"
    assert footer.find("a", href="https://example.org/")
    page.unpublish()
    assert "Правила" not in client.get("/").content.decode()


def test_settings_are_read_once_a_request(rf, django_assert_num_queries, site_settings):
    request = rf.get("/")
    SiteSettings.for_request(request)
    with django_assert_num_queries(0):
        assert SiteSettings.for_request(request).logo is None


def test_without_a_site_there_are_defaults(rf, site_settings):
    site_settings.site.delete()
    assert SiteSettings.for_request(rf.get("/")).name == "MethodHub"


def test_an_editor_changes_them_in_the_admin(admin_client, site_settings):
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", site_settings.site_id])
    html = BeautifulSoup(admin_client.get(address).content, "lxml")
    assert html.select_one("main input[name=name], [role=main] input[name=name]")
    assert "название сайта" in html.text.lower()
    values = {
        "name": "Заречный", "tagline": "", "owner": "", "address": "", "phone": "ой",
        "email": "", "working_hours": "", "notice_text": "", "notice_tone": "info",
        "notice_url": "javascript:x", "notice_until": "", "search_suggestions": "дроби",
        "exercise_hosts": "learningapps.org", "logo": "", "social_image": "",
        "footer_links-count": "0",
    }  # fmt: skip
    response = admin_client.post(address, values)
    assert response.status_code == 200
    text = response.content.decode()
    assert "Введите номер телефона" in text
    assert "https://, mailto:" in text
    assert 'value="Заречный"' in text
    response = admin_client.post(address, {**values, "phone": "", "notice_url": ""})
    assert response.status_code == 302
    site_settings.refresh_from_db()
    assert site_settings.name == "Заречный"
