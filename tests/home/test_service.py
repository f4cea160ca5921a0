"""Addresses for machines."""

import datetime
import time

import pytest
from bs4 import BeautifulSoup
from django.contrib.sitemaps import Sitemap
from django.core.files.storage import storages
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks
from wagtail.models import PageViewRestriction

from demo.factories.home import StandardPageFactory
from home import health


def test_the_process_lives_whatever_the_database_does(client):
    # No database mark: a query would fail the test.
    response = client.get("/healthz")
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_all_answer(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"] == {"database": "ok", "cache": "ok", "storage": "ok"}
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["database", "cache", "storage"])
def test_what_does_not_answer_is_named(client, monkeypatch, name):
    def fail():
        raise RuntimeError("password=secret host=db.internal")

    monkeypatch.setitem(health.CHECKS, name, fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failed"] == [name]
    assert "secret" not in response.content.decode()


def test_a_check_that_hangs_is_told_in_time():
    import threading

    release = threading.Event()
    started = time.monotonic()
    outcome = health.run_checks({"slow": release.wait, "quick": lambda: None}, timeout=0.05)
    release.set()
    assert outcome == {"slow": "timeout", "quick": "ok"}
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", ["default", "private"])
def test_the_storage_is_really_asked(monkeypatch, name):
    def refuse(*args, **kwargs):
        raise PermissionError

    monkeypatch.setattr(type(storages[name]), "_save", refuse)
    assert health.run_checks({"storage": health.check_storage}) == {"storage": "PermissionError"}


def test_the_cache_is_really_asked(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert health.run_checks({"cache": health.check_cache}) == {"cache": "OSError"}


@pytest.mark.django_db
def test_the_database_is_really_asked(monkeypatch):
    def refuse(self):
        raise OSError("gone")

    monkeypatch.setattr(type(connections["default"]), "cursor", refuse)
    assert health.run_checks({"database": health.check_database}) == {"database": "OSError"}


def test_probes_leave_nothing_behind(settings):
    health.check_storage()
    folders, files = storages["private"].listdir("readyz")
    assert (folders, files) == ([], [])


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt", "/favicon.ico"])
def test_they_only_answer_reading(client, address):
    assert client.post(address).status_code == 405


def test_robots(client, settings):
    settings.SITE_URL = "https://metod.example"
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in text
    assert "Sitemap: https://metod.example/sitemap.xml" in text
    assert not response.cookies


def test_the_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert response["Location"].startswith("/static/img/favicon")


def locations(client):
    html = BeautifulSoup(client.get("/sitemap.xml").content, "xml")
    return [tag.text for tag in html.select("url > loc")]


@pytest.mark.django_db
def test_the_sitemap_lists_what_anybody_may_read(client):
    StandardPageFactory(slug="about")
    StandardPageFactory(slug="draft", live=False)
    hidden = StandardPageFactory(slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    found = locations(client)
    assert "http://testserver/" in found
    assert "http://testserver/about/" in found
    assert not [address for address in found if "draft" in address or "hidden" in address]


@pytest.mark.django_db
def test_the_sitemap_leaves_out_what_would_answer_404_or_410(client):
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    StandardPageFactory(slug="over", expire_at=now - hour)
    StandardPageFactory(slug="early", go_live_at=now + hour)
    StandardPageFactory(slug="lasting", go_live_at=now - hour, expire_at=now + hour)
    StandardPageFactory(slug="below", parent=StandardPageFactory(slug="draft", live=False))
    found = {address.rstrip("/").rpartition("/")[2] for address in locations(client)}
    assert "lasting" in found
    assert not found & {"over", "early", "below", "draft"}


@pytest.mark.django_db
def test_the_sitemap_costs_the_same_for_many_pages(client, django_assert_num_queries):
    locations(client)
    with CaptureQueriesContext(connection) as few:
        locations(client)
    for _number in range(30):
        StandardPageFactory()
    with django_assert_num_queries(len(few)):
        assert len(locations(client)) >= 30


@pytest.mark.django_db
def test_features_add_their_addresses(client):
    class Things(Sitemap):
        def items(self):
            return ["/things/1/"]

        def location(self, item):
            return item

    with hooks.register_temporarily("register_sitemap", lambda: ("things", Things)):
        assert "http://testserver/things/1/" in locations(client)
