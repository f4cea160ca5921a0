"""Pages for what went wrong."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import Client
from django.urls import path
from django.utils import timezone

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as site_urls
from demo.factories.home import StandardPageFactory
from demo.factories.members import UserFactory
from home.views.errors import Gone

pytestmark = pytest.mark.django_db


def raising(error):
    def view(request):
        raise error

    return view


class Hub:
    title, url = "Математика", "/subjects/mathematics/"


urlpatterns = [
    path("t/400/", raising(SuspiciousOperation("x"))),
    path("t/403/", raising(PermissionDenied("secret detail"))),
    path("t/404/", raising(Http404("secret detail"))),
    path("t/410/", raising(Gone(hub=Hub))),
    path("t/410-bare/", raising(Gone())),
    path("t/500/", raising(RuntimeError("secret detail"))),
    *site_urls,
]
__all__ = ["handler400", "handler403", "handler404", "handler500"]


@pytest.fixture
def reader(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def take_away(page):
    """Publishes the page, then unpublishes it."""
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()


@pytest.mark.parametrize(
    ("address", "status"),
    [("400", 400), ("403", 403), ("404", 404), ("410", 410), ("410-bare", 410), ("500", 500)],
)
def test_each_answer_is_in_russian_and_says_nothing_of_the_inside(reader, address, status):
    response = reader.get(f"/t/{address}/")
    assert response.status_code == status
    html = BeautifulSoup(response.content, "lxml")
    assert len(html.find_all("h1")) == 1
    assert any("а" <= letter <= "я" for letter in html.h1.text)
    assert "secret detail" not in html.text
    assert not response.cookies


def test_what_is_gone_names_the_hub_it_was_in(reader):
    html = BeautifulSoup(reader.get("/t/410/").content, "lxml")
    assert html.find("a", href=Hub.url)


def test_a_missing_page_offers_the_search(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert BeautifulSoup(response.content, "lxml").select_one("main form[role=search]")


def test_errors_are_not_for_search_engines(client):
    assert b'<meta name="robots" content="noindex">' in client.get("/no/").content


def test_the_worst_page_needs_neither_database_nor_session(reader, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reader.get("/t/500/").status_code == 500


def test_a_page_that_was_taken_away_is_gone_with_the_way_on(client):
    section = StandardPageFactory(title="Правила", slug="rules")
    page = StandardPageFactory(title="Тайное имя", slug="old", parent=section)
    take_away(page)
    response = client.get("/rules/old/")
    assert response.status_code == 410
    assert "Тайное имя" not in response.content.decode()
    assert b'href="/rules/"' in response.content


def test_a_page_that_never_was_published_is_not_told(client):
    StandardPageFactory(slug="draft", live=False, first_published_at=None)
    assert client.get("/draft/").status_code == 404


def test_a_page_that_is_put_off_is_not_told(client):
    later = timezone.now() + datetime.timedelta(days=1)
    StandardPageFactory(
        slug="later", live=False, first_published_at=timezone.now(), go_live_at=later
    )
    assert client.get("/later/").status_code == 404


def test_an_editor_still_sees_the_preview_of_what_was_taken_away(admin_client):
    page = StandardPageFactory(title="Старое", slug="old")
    take_away(page)
    response = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert "Старое" in response.content.decode()


def test_a_form_without_its_token_gets_advice():
    client = Client(enforce_csrf_checks=True)
    UserFactory(username="teacher")
    response = client.post("/accounts/login/", {"login": "teacher", "password": "x"})
    assert response.status_code == 403
    text = response.content.decode()
    assert "Форма не принята" in text
    assert "cookie" in text


FORM = "/accounts/login/"


@pytest.mark.parametrize("content_type", ["multipart", "application/x-www-form-urlencoded"])
def test_more_than_the_site_takes_at_once(settings, content_type):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    reader = Client(raise_request_exception=False)
    data = {"login": "я" * 1_100_000}
    values = {} if content_type == "multipart" else {"content_type": content_type}
    if values:
        data = "login=" + data["login"]
    response = reader.post(
        FORM, data, headers={"referer": f"http://testserver{FORM}?next=/me/"}, **values
    )
    text = response.content.decode()
    assert response.status_code == 413 and "ничего из этого не пропало" in text.lower()
    assert BeautifulSoup(text, "html.parser").find("a", href=f"{FORM}?next=/me/")


@pytest.mark.parametrize(
    ("setting", "data"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", {str(n): "" for n in range(20)}),
        (
            "DATA_UPLOAD_MAX_NUMBER_FILES",
            {str(n): ContentFile(b"x", name="x.txt") for n in range(20)},
        ),
    ],
)
def test_too_many_fields_or_files(settings, setting, data):
    setattr(settings, setting, 10)
    reader = Client(raise_request_exception=False)
    for address in [FORM, "/accounts/password/reset/"]:
        response = reader.post(address, data, headers={"referer": "https://elsewhere.example/x"})
        text = response.content.decode()
        assert response.status_code == 413 and "слишком" in text.lower()
        assert "elsewhere" not in text
