"""The first page is composed of what the features offer."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks

from demo.factories.materials import MaterialFactory
from demo.factories.sections import (
    AchievementFactory,
    AnnouncementPageFactory,
    UsefulSiteFactory,
)
from demo.factories.subjects import HubPageFactory, get_home
from home.models import SiteSettings
from home.plugins import HomeSection

pytestmark = pytest.mark.django_db

MAX_QUERIES = 25


def section(section_name, section_area, section_order=100, context=None):
    """The class of a section that shows an empty state with its name."""

    class Section(HomeSection):
        name, area, order = section_name, section_area, section_order
        template = "components/empty_state.html"

        def get_context(self, request, page):
            return context

    return Section


def names_in(sections):
    return {area: [part.name for part in parts] for area, parts in sections.items()}


def test_sections_stand_in_their_areas_in_their_order(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    added = [
        ("register_home_section", section("second", "main", 9002, {"title": "Второй"})),
        ("register_home_section", section("first", "main", 9001, {"title": "Первый"})),
        ("register_home_section", section("beside", "aside", 9000, {"title": "Сбоку"})),
        ("register_home_section", section("nothing", "lead", 9000, None)),
    ]
    with hooks.register_temporarily(added):
        found = names_in(get_home().get_sections(request))
    assert found["main"][-2:] == ["first", "second"]
    assert found["aside"][-1] == "beside"
    assert "nothing" not in found["lead"]


def test_sections_are_shown(client):
    shown = section("first", "main", 9001, {"title": "Первый раздел"})
    with hooks.register_temporarily("register_home_section", shown):
        assert "Первый" in client.get("/").content.decode()


def test_the_first_screen_has_words_search_and_suggestions(client):
    home = get_home()
    home.lead = "Готовые уроки и разборы коллег."
    home.body = [{"type": "quote", "value": {"text": "Спасибо за дроби", "source": ""}}]
    home.save()
    SiteSettings.objects.update(search_suggestions="ВПР по русскому\nдроби & степени")
    html = BeautifulSoup(client.get("/").content, "lxml")
    assert html.h1.text
    assert "Готовые" in html.main.text
    assert "Спасибо" in html.main.text
    assert html.main.select_one("form[role=search] input[name=q]")
    links = [tag["href"] for tag in html.select(".search-hints a")]
    assert links[1].startswith("/search/?q=")
    assert "&" not in links[1].partition("?")[2]


def fill(number):
    """As many things of each kind as the home page may show, and more."""
    for _index in range(number):
        hub = HubPageFactory()
        MaterialFactory(hub=hub)
        AchievementFactory(hub=hub)
        UsefulSiteFactory(hub=hub, audience="parents")
        AnnouncementPageFactory()


def count_queries(client):
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/")
    assert response.status_code == 200
    return len(queries)


def test_the_first_page_costs_a_bounded_number_of_queries(client):
    fill(2)
    few = count_queries(client)
    fill(10)
    many = count_queries(client)
    assert few <= MAX_QUERIES
    assert many <= MAX_QUERIES
    assert many - few <= 1
