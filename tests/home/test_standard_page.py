"""A page of text."""

import pytest
from bs4 import BeautifulSoup

from .pages import main_of, page_with

pytestmark = pytest.mark.django_db

HEADINGS = [
    ("heading", {"text": "Кто мы", "level": "h2"}),
    ("text", "<p>Педагоги района.</p>"),
    ("heading", {"text": "Кто мы", "level": "h2"}),
]


def test_it_tells_when_it_was_changed_last(client):
    page = page_with(*HEADINGS)
    page.refresh_from_db()
    year = str(page.last_published_at.year)
    assert "Последнее изменение" in main_of(client.get(page.url))
    assert year in main_of(client.get(page.url))


def test_contents_lead_to_the_headings(client):
    page = page_with(*HEADINGS, show_contents=True)
    html = BeautifulSoup(main_of(client.get(page.url)), "lxml")
    places = [link["href"].removeprefix("#") for link in html.select("nav.contents a")]
    assert len(set(places)) == 2
    assert all(html.find(id=place) for place in places)


def test_without_the_tick_there_are_no_contents(client):
    assert "contents" not in main_of(client.get(page_with(*HEADINGS).url))


def test_a_long_title_and_an_empty_body_are_shown(client):
    page = page_with(title="Я" * 255)
    assert client.get(page.url).status_code == 200


def test_a_page_of_everything_costs_a_bounded_number_of_queries(
    client, django_assert_max_num_queries
):
    page = page_with(*HEADINGS * 20)
    client.get(page.url)
    with django_assert_max_num_queries(8):
        client.get(page.url)
