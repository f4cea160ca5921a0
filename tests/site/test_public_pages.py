"""What every public page owes, whatever its type: the types are read from the site itself, so
that a new one is here on the day it is made."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from .page_types import LABELS, PAGE_TYPES, make_page

pytestmark = pytest.mark.django_db
VIEWS = ["/search/", "/search/?q=дроби", "/materials/", "/no-such-page/"]


@pytest.fixture(params=PAGE_TYPES, ids=LABELS)
def page(request):
    return make_page(request.param)


def test_a_page_for_everybody_sets_no_cookie_and_has_no_token(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in response.content.decode().lower()


@pytest.mark.parametrize("address", VIEWS)
def test_nor_does_a_view(client, address):
    response = client.get(address)
    assert response.status_code < 500
    assert not response.cookies
    assert "csrf" not in response.content.decode().lower()


def test_a_page_has_one_heading_a_title_and_the_way_to_it(client, page):
    html = BeautifulSoup(client.get(page.url).content, "lxml")
    assert len(html.find_all("h1")) == 1
    assert html.title.text.strip()
    assert html.find("link", rel="canonical")["href"].endswith(page.url)
    assert bool(html.select(".breadcrumbs")) == (page.depth > 2)
    assert html.find("script", type="application/ld+json")


def test_a_page_runs_no_inline_script_and_has_no_inline_style(client, page):
    response = client.get(page.url)
    assert "unsafe" not in response["Content-Security-Policy"]
    html = BeautifulSoup(response.content, "lxml")
    scripts = html.select("script:not([src]):not([type='application/ld+json'])")
    assert not scripts
    assert not html.select("style, [style]")
    assert not [
        tag for tag in html.find_all(True) if any(key.startswith("on") for key in tag.attrs)
    ]


def test_a_page_asks_nothing_of_other_sites(client, page):
    html = BeautifulSoup(client.get(page.url).content, "lxml")
    asked = [
        tag.get("src") or tag.get("href") for tag in html.select("[src], link[rel=stylesheet]")
    ]
    assert asked
    assert all(address.startswith("/") for address in asked)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=LABELS)
def test_a_page_type_says_what_it_is_for(model):
    with translation.override("ru"):
        for text in (model.page_description, model._meta.verbose_name):
            assert any("а" <= letter <= "я" for letter in str(text))
