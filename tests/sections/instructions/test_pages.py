"""Instructions: the list by service, and one in steps."""

import json
import re

import pytest
import wagtail_factories
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from demo.factories.sections import HelpArticlePageFactory, get_help_index
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from sections.instructions.models import HelpArticlePage
from tests.sections.trees import add_pages
from tests.sections.visits import count_queries, get_text

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture
def index_page():
    return get_help_index()


def test_articles_by_service(client, index_page):
    HelpArticlePageFactory(title="Как войти", service="Электронный дневник")
    HelpArticlePageFactory(title="Как найти материал", service="Этот сайт", minutes=3)
    HelpArticlePageFactory(title="Как сжать фото", service="")
    HelpArticlePageFactory(title="Черновик", live=False)
    text = get_text(client, index_page.url)
    order = [
        "Электронный дневник</h2>",
        "Как войти",
        "Этот сайт</h2>",
        "Как найти материал",
        "Разное",
        "Как сжать фото",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    for words in ["2 шага", "3 минуты", "Педагогам"]:
        assert words in text
    assert "Черновик" not in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Как войти", "Как найти"}),
        ("audience=parents", {"Как войти"}),
        ("audience=teachers", {"Как войти", "Как найти"}),
        ("service=%D0%A1%D0%B0%D0%B9%D1%82", {"Как найти"}),
        ("audience=cats&service=none", {"Как войти", "Как найти"}),
    ],
)
def test_filters(client, index_page, query, expected):
    HelpArticlePageFactory(title="Как войти", audience="all", service="Дневник")
    HelpArticlePageFactory(title="Как найти", audience="teachers", service="Сайт")
    response = client.get(f"{index_page.url}?{query}")
    assert {page.title for page in response.context["page_obj"]} == expected


def test_an_empty_list(client, index_page):
    assert "Инструкций пока нет" in get_text(client, index_page.url)
    assert client.get(f"{index_page.url}?page=2").status_code == 404


def test_one_instruction_in_steps(client):
    page = HelpArticlePageFactory(title="Как войти", lead="Вы войдёте в дневник.", minutes=5)
    text = get_text(client, page.url)
    for words in [
        "Вы войдёте в дневник",
        "Откройте раздел",
        "Приложите файлы",
        "Не больше 50 МБ",
        "5 минут",
        'id="step-2"',
    ]:
        assert words in text
    assert text.count("<h1") == 1
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    entries = {entry["@type"]: entry for entry in json.loads(data[1])["@graph"]}
    how_to = entries["HowTo"]
    assert how_to["totalTime"] == "PT5M"
    assert [step["name"] for step in how_to["step"]] == ["Откройте раздел", "Приложите файлы"]
    assert how_to["step"][0]["text"] == "В меню слева."


def test_queries_of_the_list(client, index_page):
    add_pages(HelpArticlePage, index_page, 10, service="Дневник")
    few = count_queries(client, index_page.url)
    add_pages(HelpArticlePage, index_page, 990, service="Дневник")
    assert few <= 15
    assert count_queries(client, index_page.url) == few


def test_queries_of_an_instruction_with_many_pictures(client):
    def make(number):
        image = {"image": wagtail_factories.ImageFactory(), "text": "", "notice": ""}
        steps = [("step", {"title": f"Шаг {n}", **image}) for n in range(number)]
        return HelpArticlePageFactory(steps=steps)

    few, many = make(1), make(12)
    assert count_queries(client, few.url) <= 15
    assert count_queries(client, many.url) == count_queries(client, few.url)


# -- In the admin ----------------------------------------------------------------------------


def form_data(*steps, **fields):
    return nested_form_data(
        {
            "title": "Как войти",
            "slug": "how-to-sign-in",
            "lead": "",
            "audience": "all",
            "service": "Дневник",
            "minutes": "",
            "steps": streamfield([("step", step) for step in steps]),
            "body": streamfield([]),
            "comments": inline_formset([]),
            "comment_policy": "by_type",
            "action-publish": "yes",
            **fields,
        }
    )


def step(**fields):
    return {
        "title": "Откройте сайт",
        "text": rich_text("<p>Вот так.</p>"),
        "image": "",
        "notice": "",
        **fields,
    }


@pytest.fixture
def add_url(index_page):
    return reverse(
        "wagtailadmin_pages:add", args=["instructions", "helparticlepage", index_page.pk]
    )


def test_an_editor_writes_an_instruction(client, add_url):
    HelpArticlePageFactory(service="Электронный журнал")
    client.force_login(site_editor())
    text = client.get(add_url).content.decode()
    assert '<option value="Электронный журнал">' in text
    assert client.post(add_url, form_data(step())).status_code == 302
    page = HelpArticlePage.objects.get(slug="how-to-sign-in")
    assert page.step_count == 1


def test_a_step_without_a_title_is_explained_and_nothing_is_lost(client, add_url):
    client.force_login(site_editor())
    response = client.post(add_url, form_data(step(title="", notice="keep my text")))
    assert response.status_code == 200
    assert "steps" in response.context["form"].errors
    assert "keep my text" in response.content.decode()


def test_minutes_below_zero(client, add_url):
    client.force_login(site_editor())
    response = client.post(add_url, form_data(step(), minutes="-5"))
    assert "minutes" in response.context["form"].errors


def test_a_hubs_moderator_writes_no_help(client, add_url):
    client.force_login(moderator_of(HubPageFactory()))
    assert client.get(add_url).status_code in {302, 403}


def test_the_preview(client, add_url, index_page):
    client.force_login(site_editor())
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["instructions", "helparticlepage", index_page.pk]
    )
    assert client.post(url, form_data(step())).json()["is_valid"]
    assert "Откройте сайт" in client.get(url).content.decode().replace("\u00a0", " ")
