"""From an address to a page: two queries, and nothing of what is hidden."""

import pytest
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Site

from demo.factories.home import StandardPageFactory
from demo.factories.subjects import HubPageFactory, get_home
from home.routing import MAX_DEPTH, find_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def deep():
    page = get_home()
    pages = []
    for number in range(4):
        page = StandardPageFactory(parent=page, slug=f"level-{number}", title=f"Этаж {number}")
        pages.append(page)
    return pages


def test_deep_page_is_found_with_its_way(client, deep):
    response = client.get("/level-0/level-1/level-2/level-3/")
    assert response.status_code == 200
    text = response.content.decode()
    assert all(f"Этаж {number}" in text for number in range(4))


def test_number_of_queries_does_not_grow_with_the_depth(django_assert_max_num_queries, deep):
    request = RequestFactory().get("/")
    home = Site.objects.get().root_page.specific
    home.get_url(request)
    with django_assert_max_num_queries(2):
        route = home.route(request, ["level-0", "level-1", "level-2", "level-3"])
    assert route.page == deep[3]
    with django_assert_max_num_queries(0):
        assert [title for title, _url in route.page.get_breadcrumbs(request)] == [
            "Этаж 0", "Этаж 1", "Этаж 2", "Этаж 3",
        ]  # fmt: skip


def test_page_of_the_same_name_elsewhere_is_not_taken(client, deep):
    StandardPageFactory(parent=deep[1], slug="level-0")
    assert client.get("/level-0/level-0/").status_code == 404
    assert client.get("/level-1/").status_code == 404
    assert len(find_way(get_home(), ["level-1", "level-2"])) == 1


def test_what_stands_under_an_unpublished_page_is_hidden(client, deep):
    deep[1].save_revision().publish()
    deep[1].refresh_from_db()
    deep[1].unpublish()
    assert client.get("/level-0/level-1/level-2/").status_code == 404
    assert client.get("/level-0/level-1/").status_code == 410
    assert client.get("/level-0/").status_code == 200


def test_restriction_of_an_ancestor_holds(client, deep):
    for page in [get_home(), deep[0], deep[2]]:
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert client.get("/level-0/level-1/level-2/").status_code == 302, page
        restriction.delete()
    assert client.get("/level-0/level-1/level-2/").status_code == 200


def test_hostile_addresses_are_not_found(client, deep):
    for address in [
        "/a/" * 200,
        "/level-0/" * (MAX_DEPTH + 1),
        "/%00/",
        "/../../",
        "/level-0/%F0%9F%98%80/",
    ]:
        assert client.get(address).status_code in {404, 400}, address


def test_sections_of_hubs_are_no_pages(client):
    hub = HubPageFactory(slug="mathematics")
    assert client.get(f"{hub.url}materials/").status_code == 200
    assert client.get(f"{hub.url}materials/more/").status_code == 404
    assert client.get(f"{hub.url}nothing/").status_code == 404
