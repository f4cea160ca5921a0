"""The search page: forms of words, hostile queries, nothing that a reader may not see."""

import pytest
from wagtail import hooks

from demo.factories.subjects import HubPageFactory
from search.sources import SearchSource
from subjects.models import HubPage

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


class HubSource(SearchSource):
    name = "hubs"
    label = "Хабы"

    def get_queryset(self, user):
        return HubPage.objects.live()


@pytest.fixture(autouse=True)
def hub_source():
    with hooks.register_temporarily("register_search_source", HubSource):
        yield


@pytest.fixture
def hub():
    return HubPageFactory(title="Кружок юных математиков", lead="Дроби, проценты и ёлки")


@pytest.mark.parametrize(
    "query", ["Математик", "кружок", "дробь", "процентов ёлка", "ЕЛКАМИ", "юные математики"]
)
def test_forms_of_words_find_it(client, hub, query):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert hub.title in response.content.decode()


def test_what_is_not_live_is_not_found(client, hub):
    hub.unpublish()
    assert hub.title not in client.get("/search/", {"q": "кружок"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "и в на",
        '"',
        "'; DROP TABLE home_homepage; --",
        'NEAR("а" "б", 3) OR *',
        "дроби* AND NOT",
        "title:дроби ^ - + ( )",
        "\x00\x01\x1f",
        "😀" * 500,
        "а" * 10_000,
        "слово " * 2_000,
        "<script>alert(1)</script>",
        "%s %d {0} \\",
    ],
)
def test_hostile_queries_get_an_ordinary_page(client, hub, query):
    for kind in ["", "hubs"]:
        response = client.get("/search/", {"q": query, "kind": kind})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_pages_of_one_kind(client, hub):
    for number in range(25):
        HubPageFactory(title=f"Кружок чтения {number}")
    first = client.get("/search/", {"q": "кружок", "kind": "hubs"})
    assert "26" in first.content.decode()
    assert client.get("/search/", {"q": "кружок", "kind": "hubs", "page": 2}).status_code == 200
    for wrong in ["3", "0", "-1", "нет", "9" * 30]:
        response = client.get("/search/", {"q": "кружок", "kind": "hubs", "page": wrong})
        assert response.status_code == 404, wrong
    assert client.get("/search/", {"q": "кружок", "kind": "нет"}).status_code == 404
