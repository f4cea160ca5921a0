"""The report of what people look for: who reads it, what it counts, what it leads to."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from home.models import HomePage
from search.models import AskedQuery
from subjects.provisioning import provision_hub, provision_site

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/asked/"


@pytest.fixture
def editor():
    user = UserFactory()
    user.groups.add(provision_site(HomePage.objects.get()))
    return user


@pytest.fixture
def methodist():
    user = UserFactory()
    user.groups.add(provision_hub(HubPageFactory()).group)
    return user


@pytest.fixture(autouse=True)
def asked():
    today = timezone.localdate()
    for days, query, times, in_vain in [
        (0, "дроби", 3, 0),
        (1, "дроби", 2, 0),
        (0, "квазипульсар", 4, 4),
        (40, "квазипульсар", 1, 1),
        (40, "старое", 9, 0),
    ]:
        AskedQuery.objects.create(
            day=today - timedelta(days=days), query=query, times=times, times_in_vain=in_vain
        )


def rows(response):
    assert response.status_code == 200
    return [(row["query"], row["asked"], row["in_vain"]) for row in response.context["object_list"]]


def test_the_most_asked_comes_first(client, editor):
    client.force_login(editor)
    assert rows(client.get(REPORT)) == [
        ("старое", 9, 0),
        ("дроби", 5, 0),
        ("квазипульсар", 5, 5),
    ]
    page = client.get(REPORT).content.decode()
    assert "сегодня" in page and "Всего: 3" in page
    assert rows(client.get(REPORT, {"ordering": "-in_vain"}))[0][0] == "квазипульсар"


def test_by_period_and_in_vain_and_by_words(client, editor):
    client.force_login(editor)
    assert rows(client.get(REPORT, {"days": "7"})) == [("дроби", 5, 0), ("квазипульсар", 4, 4)]
    assert rows(client.get(REPORT, {"in_vain": "true"})) == [("квазипульсар", 5, 5)]
    assert rows(client.get(REPORT, {"q": "ДРОБ"})) == [("дроби", 5, 0)]
    assert client.get(REPORT, {"days": "нет", "ordering": "нет"}).status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_is_exported(client, editor, form):
    client.force_login(editor)
    response = client.get(REPORT, {"export": form})
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    assert content
    if form == "csv":
        assert "квазипульсар,5,5" in content.decode()


def test_what_was_asked_in_vain_leads_to_help(client, editor, methodist):
    client.force_login(editor)
    html = BeautifulSoup(client.get(REPORT, {"in_vain": "true"}).content, "lxml")
    promote, synonym = html.select("td a.button")
    assert "/admin/searchpicks/add/" in promote["href"]
    form = BeautifulSoup(client.get(promote["href"]).content, "lxml")
    assert form.select_one("#id_query_string")["value"] == "квазипульсар"
    form = BeautifulSoup(client.get(synonym["href"]).content, "lxml")
    assert form.select_one("#id_words")["value"] == "квазипульсар"
    client.force_login(methodist)
    html = BeautifulSoup(client.get(REPORT, {"in_vain": "true"}).content, "lxml")
    assert not html.select("td a.button")


def test_who_may_read_it(client, editor, methodist):
    for user, may in [(UserFactory(), False), (methodist, True), (editor, True)]:
        client.force_login(user)
        assert (client.get(REPORT).status_code == 200) is may
    # A methodist has no say in what the whole site shows first.
    client.force_login(methodist)
    assert client.get("/admin/searchpicks/").status_code == 302
    client.force_login(editor)
    assert client.get("/admin/searchpicks/").status_code == 200
    assert client.get("/admin/searchpicks/add/").status_code == 200


def test_the_menu_has_it_once(client, editor):
    client.force_login(editor)
    page = client.get("/admin/").content.decode()
    assert REPORT in page
    assert "/admin/searchpicks/reports/search-terms/" not in page
