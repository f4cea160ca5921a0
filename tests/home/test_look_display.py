"""The reading panel: a GET form that works without scripts."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from home.display import COOKIE, COOKIE_AGE, DisplayMiddleware, DisplayOptions

URL = "/display/"


def test_the_choice_is_remembered_for_a_year(client):
    response = client.get(URL, {"theme": "dark", "size": "2", "next": "/materials/?q=5&page=2"})
    assert response.status_code == 302
    assert response["Location"] == "/materials/?q=5&page=2"
    cookie = response.cookies[COOKIE]
    assert cookie.value == "theme:dark.size:2"
    assert cookie["max-age"] == COOKIE_AGE
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]


def test_one_option_changes_alone(client):
    client.get(URL, {"theme": "contrast"})
    client.get(URL, {"size": "3"})
    assert client.cookies[COOKIE].value == "theme:contrast.size:3"


def test_the_ordinary_view_leaves_no_cookie(client):
    client.get(URL, {"theme": "contrast", "images": "off"})
    response = client.get(URL, {"reset": "1", "theme": "dark"})
    assert response.cookies[COOKIE].value == ""
    assert response.cookies[COOKIE]["max-age"] == 0


@pytest.mark.parametrize("value", ["blue", "", "../../etc", "x" * 5000, "тёмная"])
def test_a_wrong_option_changes_nothing(client, value):
    client.get(URL, {"theme": "dark"})
    response = client.get(URL, {"theme": value})
    assert response.status_code == 302
    assert client.cookies[COOKIE].value == "theme:dark"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "\n//evil.example",
        "",
        "http:evil",
    ],
)
def test_nobody_is_led_to_another_site(client, address):
    assert client.get(URL, {"size": "2", "next": address})["Location"] == "/"


def test_it_only_answers_get(client):
    assert client.post(URL).status_code == 405


def test_its_answer_is_kept_by_no_cache(client):
    assert "no-store" in client.get(URL, {"size": "2"})["Cache-Control"]


def test_the_address_is_a_contract():
    assert reverse("home:display") == URL


@given(st.text(max_size=100))
def test_no_cookie_breaks_a_page(value):
    options = DisplayOptions.from_cookie(value)
    assert DisplayOptions.from_cookie(options.to_cookie()) == options


def test_the_page_carries_the_options(rf):
    request = rf.get("/")
    request.COOKIES[COOKIE] = "theme:dark.images:off.size:9"
    template = Template("{% load look_tags %}{% display_attributes %}")
    html = template.render(Context({"request": request}))
    assert html == 'data-theme="dark" data-size="1" data-spacing="normal" data-images="off"'


def test_a_page_without_a_request_has_the_ordinary_view():
    html = Template("{% load look_tags %}{% display_attributes %}").render(Context())
    assert 'data-theme="auto"' in html


def test_caches_learn_that_the_page_depends_on_the_cookie(rf):
    def page(request):
        DisplayOptions.from_request(request)
        return HttpResponse()

    assert DisplayMiddleware(page)(rf.get("/"))["Vary"] == "Cookie"
    assert "Vary" not in DisplayMiddleware(lambda request: HttpResponse())(rf.get("/")).headers
