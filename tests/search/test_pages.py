"""Pages among the results, and what they cost."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import PageViewRestriction

from demo.factories.home import StandardPageFactory
from home.models import StandardPage
from search.engine import find
from search.queries import matching_keys, search_queryset
from search.sources import SearchSource, get_sources

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def titles(client, query, **more):
    html = BeautifulSoup(client.get("/search/", {"q": query, **more}).content, "lxml")
    return [tag.text.replace("\u00a0", " ") for tag in html.select(".found-title")]


def make_page(title="Правила сообщества", **fields):
    page = StandardPageFactory(title=title, **fields)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("query", ["правила", "правил сообществ", "ПРАВИЛО", "сообществу"])
def test_a_page_is_found_by_forms_of_its_words(client, query):
    make_page()
    assert titles(client, query) == ["Правила сообщества"]


def test_a_page_is_found_by_its_text(client):
    page = StandardPageFactory(title="О нас", lead="Кто мы")
    page.body = [
        {"type": "text", "value": "<p>Собираемся у новогодней ёлки</p>"},
        {
            "type": "accordion",
            "value": {"items": [{"title": "Где?", "text": "<p>В актовом зале</p>"}]},
        },
        {"type": "table", "value": {"data": [["Расписание", "шахматы"]], "table_caption": ""}},
    ]
    page.save_revision().publish()
    for query in ("елка", "актовый зал", "шахматам"):
        assert titles(client, query) == ["О нас"], query


def test_what_is_hidden_is_not_found(client):
    make_page(title="Черновик правил", live=False)
    draft = StandardPageFactory(title="Старые правила")
    draft.unpublish()
    secret = make_page(title="Закрытые правила")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    make_page(title="Правила под закрытым", parent=secret)
    assert "Закрытые правила" not in titles(client, "правила")
    assert "Старые правила" not in titles(client, "правила")
    assert "Правила под закрытым" not in titles(client, "правила")


def test_a_page_of_which_a_feature_speaks_is_not_repeated(client):
    class Standard(SearchSource):
        name, label, model = "standard", "Особые", StandardPage

        def get_queryset(self, user):
            return StandardPage.objects.live()

    make_page()
    with hooks.register_temporarily("register_search_source", Standard):
        pages = next(source for source in get_sources() if source.name == "pages")
        assert len(find(pages, "правила", None)) == 0
        assert titles(client, "правила") == ["Правила сообщества"]


def test_titles_come_before_texts(client):
    make_page(
        title="Другое", lead="О дробях и о многом ином, чего здесь сказано немало слов подряд"
    )
    make_page(title="Дроби")
    assert titles(client, "дроби")[0] == "Дроби"


def test_a_queryset_keeps_its_filters_and_its_order():
    for number in (3, 1, 2):
        make_page(title=f"Правило {number}", slug=f"rule-{number}")
    pages = StandardPage.objects.exclude(slug="rule-2").order_by("slug")
    found = search_queryset(pages, "правила")
    assert [page.slug for page in found] == ["rule-1", "rule-3"]
    assert matching_keys(StandardPage, "и в на") == []


def test_the_number_of_queries_does_not_depend_on_what_is_found(client):
    make_page(title="Правило 0")
    client.get("/search/", {"q": "правила"})
    with CaptureQueriesContext(connection) as few:
        client.get("/search/", {"q": "правила"})
    for number in range(30):
        StandardPageFactory(title=f"Правило {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/search/", {"q": "правила"})
    assert len(many) <= len(few) + 1
    assert len(titles(client, "правила", kind="pages")) == 20


def test_the_results_are_not_for_search_engines(client):
    assert b'<meta name="robots" content="noindex">' in client.get("/search/?q=x").content
    assert client.post("/search/").status_code == 405
