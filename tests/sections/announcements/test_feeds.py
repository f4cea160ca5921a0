"""Atom feeds: valid, with whole addresses, and with names that stay."""

from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from demo.factories.sections import AnnouncementPageFactory, get_announcement_index
from demo.factories.subjects import HubPageFactory

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOUR = timedelta(hours=1)


def get_feed(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def get_titles(client, url):
    return [title.text for title in get_feed(client, url).findall(f"{ATOM}entry/{ATOM}title")]


def test_what_every_feed_must_have(client):
    AnnouncementPageFactory(
        title="Собрание <8 классов>", lead="Сбор < 19:00 & позже", audience="parents"
    )
    feed = get_feed(client, "/feeds/announcements/")
    for name in ["id", "title", "updated", "author"]:
        assert feed.find(f"{ATOM}{name}") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/feeds/announcements/"
    assert links["alternate"] == "http://testserver/announcements/"
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Собрание <8 классов>"
    # The summary is HTML: what the reader sees is the plain text again.
    assert entry.find(f"{ATOM}summary").text == "Сбор &lt; 19:00 &amp; позже"
    assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/announcements/")
    for name in ["id", "updated", "published"]:
        assert entry.find(f"{ATOM}{name}").text
    assert entry.find(f"{ATOM}category").get("term") == "Родителям"


def test_an_entry_keeps_its_name_when_its_address_changes(client):
    page = AnnouncementPageFactory()
    feed = get_feed(client, "/feeds/announcements/")
    before = feed.find(f"{ATOM}entry/{ATOM}id").text
    page.slug = "another"
    page.save()
    feed = get_feed(client, "/feeds/announcements/")
    assert feed.find(f"{ATOM}entry/{ATOM}id").text == before
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href").endswith("/another/")


def test_only_what_readers_see_newest_first(client):
    now = timezone.now()
    AnnouncementPageFactory(
        title="Старое", first_published_at=now - 5 * HOUR, pinned_until=now.date()
    )
    AnnouncementPageFactory(title="Новое", first_published_at=now - HOUR)
    AnnouncementPageFactory(title="Прошедшее", expire_at=now - HOUR)
    AnnouncementPageFactory(title="Будущее", go_live_at=now + HOUR)
    AnnouncementPageFactory(title="Черновик", live=False)
    assert get_titles(client, "/feeds/announcements/") == ["Новое", "Старое"]


def test_a_feed_for_an_audience(client):
    AnnouncementPageFactory(title="Родителям", audience="parents")
    AnnouncementPageFactory(title="Всем", audience="all")
    AnnouncementPageFactory(title="Педагогам", audience="teachers")
    assert set(get_titles(client, "/feeds/announcements/parents/")) == {"Родителям", "Всем"}
    assert client.get("/feeds/announcements/cats/").status_code == 404


def test_a_feed_of_a_hub(client):
    hub = HubPageFactory()
    AnnouncementPageFactory(title="Опыты", hub=hub)
    AnnouncementPageFactory(title="Кружок", hub=HubPageFactory(parent=hub))
    AnnouncementPageFactory(title="Собрание")
    assert set(get_titles(client, f"/feeds/hubs/{hub.pk}/announcements/")) == {"Опыты", "Кружок"}
    assert client.get("/feeds/hubs/99999/announcements/").status_code == 404
    assert client.get(f"/feeds/hubs/{10**30}/announcements/").status_code == 404
    hub.unpublish()
    assert client.get(f"/feeds/hubs/{hub.pk}/announcements/").status_code == 404


def test_pages_name_their_feeds(client):
    hub = HubPageFactory()
    text = client.get(get_announcement_index().url).content.decode()
    assert 'type="application/atom+xml"' in text
    assert "/feeds/announcements/" in text
    text = client.get(f"{hub.url}announcements/").content.decode()
    assert f"/feeds/hubs/{hub.pk}/announcements/" in text


def test_a_reader_who_has_it_all_is_told_so(client):
    AnnouncementPageFactory()
    response = client.get("/feeds/announcements/")
    again = client.get(
        "/feeds/announcements/", headers={"if-modified-since": response["Last-Modified"]}
    )
    assert again.status_code == 304


def test_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    hub = HubPageFactory()
    for _number in range(12):
        AnnouncementPageFactory(hub=hub)
    client.get("/feeds/announcements/")
    with django_assert_max_num_queries(5):
        client.get("/feeds/announcements/")
