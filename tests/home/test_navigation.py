"""The main menu and the way from the home page."""

import pytest
from bs4 import BeautifulSoup
from wagtail import hooks

from demo.factories.home import StandardPageFactory
from home.navigation import get_breadcrumbs, get_main_menu
from home.plugins import MenuItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    """Two sections in the menu, and pages that are not there."""
    about = StandardPageFactory(title="О нас", slug="about", show_in_menus=True)
    help_page = StandardPageFactory(title="Помощь", slug="help-us", show_in_menus=True)
    StandardPageFactory(title="Черновик", show_in_menus=True, live=False)
    StandardPageFactory(title="Не в меню")
    StandardPageFactory(title="Внутри", parent=about, show_in_menus=True)
    return about, help_page


def titles(menu):
    return [entry.title for entry in menu]


def test_the_menu_is_made_of_the_tree_in_its_order(rf, sections):
    menu = get_main_menu(rf.get("/about/"))
    ours = [title for title in titles(menu) if title in {"О нас", "Помощь", "Черновик", "Внутри"}]
    assert ours == ["О нас", "Помощь"]


def test_the_section_of_the_reader_is_marked(rf, sections):
    menu = get_main_menu(rf.get("/about/inside/"))
    assert [entry.title for entry in menu if entry.is_current] == ["О нас"]


@pytest.mark.parametrize(("position", "place"), [(1, 0), (2, 1), (100, -1), (None, -1)])
def test_a_section_that_is_no_page_takes_its_place(rf, sections, position, place):
    item = MenuItem("Особое", "home:robots", position)
    with hooks.register_temporarily("register_menu_item", lambda: item):
        menu = get_main_menu(rf.get("/"))
    assert menu[place].title == "Особое" if position != 100 else "Особое" in titles(menu)
    assert any(entry.url == "/robots.txt" for entry in menu)


def test_a_section_without_an_address_is_left_out(rf, sections):
    with hooks.register_temporarily("register_menu_item", lambda: MenuItem("Нет", "no:such")):
        assert "Нет" not in titles(get_main_menu(rf.get("/")))


def test_the_menu_is_worked_out_once_in_two_queries(rf, sections, django_assert_max_num_queries):
    request = rf.get("/")
    with django_assert_max_num_queries(3):
        get_main_menu(request)
        get_main_menu(request)


def test_the_way_to_a_page(rf, sections, django_assert_max_num_queries):
    deep = StandardPageFactory(title="Глубже", slug="deeper", parent=sections[0])
    request = rf.get(deep.url)
    deep = type(deep).objects.get(pk=deep.pk)
    with django_assert_max_num_queries(3):
        trail = get_breadcrumbs({"request": request, "page": deep})
    assert trail == [("Главная", "/"), ("О нас", "/about/"), ("Глубже", "/about/deeper/")]


def test_the_home_page_needs_no_way(client):
    html = BeautifulSoup(client.get("/").content, "lxml")
    assert not html.select(".breadcrumbs")


def test_a_view_says_its_own_way(rf):
    context = {"request": rf.get("/search/"), "breadcrumbs": [("Поиск", "/search/")]}
    assert get_breadcrumbs(context) == [("Главная", "/"), ("Поиск", "/search/")]


def test_a_part_of_a_page_adds_to_the_way(rf, sections):
    context = {
        "request": rf.get("/about/part/"),
        "page": sections[0],
        "breadcrumbs_tail": [("Часть", "/about/part/")],
    }
    assert [title for title, _url in get_breadcrumbs(context)] == ["Главная", "О нас", "Часть"]


def test_an_unpublished_page_on_the_way_is_no_link(rf, sections):
    inside = StandardPageFactory(title="Ниже", parent=sections[0])
    sections[0].unpublish()
    trail = get_breadcrumbs(
        {"request": rf.get("/"), "page": type(inside).objects.get(pk=inside.pk)}
    )
    assert trail[1] == ("О нас", "")


def test_the_way_is_shown(client, sections):
    html = BeautifulSoup(client.get("/about/").content, "lxml")
    steps = [step.text.strip() for step in html.select(".breadcrumbs li")]
    assert steps == ["Главная", "О\u00a0нас"]
    assert html.select_one(".breadcrumbs [aria-current=page]")
