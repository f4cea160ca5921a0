"""What machines read about pages."""

import json

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from wagtail.images.tests.utils import get_test_image_file

from demo.factories.home import StandardPageFactory
from home.metadata import JsonForScript
from home.models import HomePage, SiteImage, SiteSettings

pytestmark = pytest.mark.django_db


def head_of(client, url):
    html = BeautifulSoup(client.get(url).content, "lxml")
    return html.head


def data_of(head):
    return json.loads(head.find("script", type="application/ld+json").string)["@graph"]


def prop(head, name):
    tag = head.find("meta", property=name)
    return tag and tag["content"]


def test_a_page_tells_its_address_title_and_words(client):
    page = StandardPageFactory(title="О нас", slug="about", lead="<b>Кто</b> мы\nи зачем")
    head = head_of(client, "/about/?utm_source=x&page=1")
    assert head.find("link", rel="canonical")["href"] == "http://testserver/about/"
    assert head.find("meta", attrs={"name": "description"})["content"] == "Кто мы и зачем"
    assert prop(head, "og:title") == "О нас"
    assert prop(head, "og:url") == "http://testserver/about/"
    assert prop(head, "og:type") == "article"
    assert prop(head, "og:image") is None
    page.search_description = "Словами редактора"
    page.save_revision().publish()
    assert prop(head_of(client, "/about/"), "og:description") == "Словами редактора"


@pytest.mark.parametrize(
    ("query", "rest"),
    [("page=2&hub=3", "?page=2"), ("page=1", ""), ("page=x", ""), ("page=" + "9" * 30, "")],
)
def test_further_pages_of_a_list_have_addresses_of_their_own(client, query, rest):
    StandardPageFactory(slug="about")
    head = head_of(client, f"/about/?{query}")
    assert head.find("link", rel="canonical")["href"] == f"http://testserver/about/{rest}"


def test_a_declared_address_is_the_canonical_one(client, settings):
    settings.SITE_URL = "https://metod.example"
    StandardPageFactory(slug="about")
    head = head_of(client, "/about/")
    assert head.find("link", rel="canonical")["href"] == "https://metod.example/about/"
    assert data_of(head)[0]["itemListElement"][0]["item"] == "https://metod.example/"


def test_a_long_description_is_cut_between_words(client):
    StandardPageFactory(slug="about", lead="слово " * 60)
    text = head_of(client, "/about/").find("meta", attrs={"name": "description"})["content"]
    assert len(text) <= 200
    assert text.endswith("…")


def test_the_way_and_the_page_in_the_words_of_schema_org(client):
    about = StandardPageFactory(title="О нас", slug="about")
    page = StandardPageFactory(title="Правила", slug="rules", parent=about)
    page.save_revision().publish()
    crumbs, entity = data_of(head_of(client, "/about/rules/"))
    assert [item["name"] for item in crumbs["itemListElement"]] == ["Главная", "О нас", "Правила"]
    assert crumbs["itemListElement"][2]["item"] == "http://testserver/about/rules/"
    assert entity["@type"] == "WebPage"
    assert entity["name"] == "Правила"
    assert entity["dateModified"]


def test_the_home_page_is_the_site_with_its_search(client):
    SiteSettings.objects.update(name="Заречный", owner="Кабинет")
    (site,) = data_of(head_of(client, "/"))
    assert (site["@type"], site["name"]) == ("WebSite", "Заречный")
    assert "{search_term_string}" in site["potentialAction"]["target"]["urlTemplate"]
    assert site["publisher"]["name"] == "Кабинет"


def test_nothing_in_the_data_can_end_its_element(client):
    title = "</script><script>alert(1)</script><!-- &amp;"
    StandardPageFactory(title=title, slug="about")
    response = client.get("/about/")
    assert b"<script>alert" not in response.content
    assert data_of(BeautifulSoup(response.content, "lxml").head)[1]["name"] == title


def test_data_is_escaped_in_its_own_way():
    html = Template("{% load home_tags %}{% json_ld data %}").render(
        Context({"data": JsonForScript({"a": "</x>&«ё»"})})
    )
    assert html == (
        '<script type="application/ld+json">{"a": "\\u003C/x\\u003E\\u0026«ё»"}</script>'
    )


def test_the_picture_for_messengers(client):
    image = SiteImage.objects.create(title="Вид", file=get_test_image_file())
    page = StandardPageFactory(slug="about")
    settings = SiteSettings.objects.get()
    settings.social_image = image
    settings.save()
    common = prop(head_of(client, "/about/"), "og:image")
    assert common.startswith("http://testserver/media/")
    page.social_image = SiteImage.objects.create(title="Свой", file=get_test_image_file("own.png"))
    page.save()
    assert "own" in prop(head_of(client, "/about/"), "og:image")


def test_feeds_of_a_page_are_announced(client, monkeypatch):
    monkeypatch.setattr(
        HomePage, "get_feeds", lambda self, request: [("Объявления", "/feeds/announcements/")]
    )
    link = head_of(client, "/").find("link", rel="alternate")
    assert (link["type"], link["href"]) == ("application/atom+xml", "/feeds/announcements/")
