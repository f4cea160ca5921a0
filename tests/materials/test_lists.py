"""The list of the bank: filters, counts, chips, order, pages; topics, collections, feeds."""

import re
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.urls import reverse

from demo.factories.materials import (
    MaterialCollectionFactory,
    MaterialFactory,
    StoredFileFactory,
)
from demo.factories.subjects import HubPageFactory, get_home, moderator_of
from materials.models import Material
from subjects.paginators import KeysFirstMixin

pytestmark = pytest.mark.django_db

LIST = "/materials/"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", slug="mathematics")


@pytest.fixture
def child(hub):
    return HubPageFactory(parent=hub, title="Геометрия", slug="geometry")


@pytest.fixture
def other():
    return HubPageFactory(title="Биология", slug="biology")


@pytest.fixture
def bank(hub, child, other):
    """Five materials that differ in everything a reader filters by."""
    return {
        "plan": MaterialFactory(
            title="Дроби: конспект урока", hub=hub, grades=[5], tags=["дроби"],
            files=[StoredFileFactory()], download_count=3,
        ),
        "test": MaterialFactory(
            title="Дроби: тест", hub=hub, kind="test", grades=[5, 6], tags=["дроби", "ВПР"],
            licence="cc0",
        ),
        "angles": MaterialFactory(title="Углы", hub=child, grades=[7], download_count=9),
        "guest": MaterialFactory(title="Числа Фибоначчи", hub=other, also_in=[hub], grades=[9]),
        "frog": MaterialFactory(title="Лягушка", hub=other, kind="presentation", grades=[7]),
    }  # fmt: skip


def text_of(response):
    """The page as a reader sees it, whatever kind of spaces hold its words together."""
    return response.content.decode().replace("\u00a0", " ")


def titles(response):
    return [material.title for material in response.context["page_obj"]]


def options(response, name):
    return [str(label) for value, label in response.context["form"].fields[name].choices if value]


def names(bank, *keys):
    return sorted(bank[key].title for key in keys)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["plan", "test", "angles", "guest", "frog"]),
        ("hub=mathematics", ["plan", "test", "angles", "guest"]),
        ("hub=geometry", ["angles"]),
        ("kind=test", ["test"]),
        ("grade=7", ["angles", "frog"]),
        ("licence=cc0", ["test"]),
        ("tag=" + quote("дроби"), ["plan", "test"]),
        ("files=on", ["plan"]),
        ("files=1&grade=5&hub=mathematics", ["plan"]),
        ("kind=test&grade=9", []),
        ("tag=" + quote("нет-такого"), []),
    ],
)
def test_filters(client, bank, query, found):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert sorted(titles(response)) == names(bank, *found)


def test_words_are_found(client, bank):
    call_command("update_index", verbosity=0, chunk_size=1000)
    for words in ["дроби", "дробей", "ДРОБЯМ"]:
        assert sorted(titles(client.get(f"{LIST}?q={words}"))) == names(bank, "plan", "test")
    assert titles(client.get(f"{LIST}?q=дроби&kind=test")) == names(bank, "test")
    assert titles(client.get(f"{LIST}?q=синхрофазотрон")) == []


def test_the_search_of_the_site_finds_them_and_no_drafts(client, bank, hub):
    MaterialFactory(title="Дроби, черновик", hub=hub, live=False)
    MaterialCollectionFactory(title="Дроби по порядку")
    call_command("update_index", verbosity=0, chunk_size=1000)
    html = text_of(client.get("/search/?q=дроби"))
    for words in ["Дроби: тест", "Дроби: конспект урока", "Дроби по порядку"]:
        assert words in html
    assert "черновик" not in html


def test_orders(client, bank):
    assert titles(client.get(f"{LIST}?sort=popular"))[:2] == ["Углы", "Дроби: конспект урока"]
    assert titles(client.get(f"{LIST}?sort=title")) == names(bank, *bank)
    assert titles(client.get(LIST))[0] == "Лягушка"


def test_each_choice_says_how_many_it_would_leave(client, bank):
    response = client.get(LIST)
    assert options(response, "hub") == ["Математика (4)", "— Геометрия (1)", "Биология (2)"]
    assert options(response, "kind") == ["Конспект урока (3)", "Презентация (1)", "Тест (1)"]
    assert "7 класс (2)" in options(response, "grade")
    assert "(1)" in str(response.context["form"]["files"].label)
    assert [(topic.label, topic.count) for topic in response.context["topics"]] == [
        ("дроби", 2),
        ("ВПР", 1),
    ]
    # A filter does not count against itself, so that another choice can be seen.
    response = client.get(f"{LIST}?grade=5")
    assert options(response, "kind") == ["Конспект урока (1)", "Тест (1)"]
    assert "7 класс (2)" in options(response, "grade")


def test_chips_take_their_filter_away_and_keep_the_rest(client, bank):
    response = client.get(f"{LIST}?grade=5&kind=test&sort=title")
    chips = {chip.label: chip.url for chip in response.context["chips"]}
    assert chips == {
        "5 класс": f"{LIST}?kind=test&sort=title",
        "Тест": f"{LIST}?grade=5&sort=title",
    }
    assert response.context["form"]["sort"].value() == "title"


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense", "grade=99", "grade=abc", "hub=nowhere", "licence=x", "sort=random",
        "tag=<script>", "q=" + "я" * 300, "files=maybe%00", "kind=test%00", "q=%00", "tag=%00",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_left_out(client, bank, query):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert len(titles(response)) in {1, 5}


def test_an_unknown_filter_is_told(client, bank):
    html = text_of(client.get(f"{LIST}?kind=nonsense"))
    assert "не удалось понять" in html


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "999999999999999999999"])
def test_pages_that_are_not_there(client, bank, page):
    assert client.get(f"{LIST}?page={page}").status_code == 404


def test_pages_keep_the_filters(client, hub):
    for _n in range(25):
        MaterialFactory(hub=hub, grades=[5])
    response = client.get(f"{LIST}?grade=5")
    assert len(titles(response)) == 20
    html = text_of(response)
    assert 'rel="next" href="?grade=5&amp;page=2"' in html
    assert 'content="noindex' in html
    second = client.get(f"{LIST}?grade=5&page=2")
    assert len(titles(second)) == 5
    assert "noindex" not in client.get(LIST).content.decode()


def test_an_empty_bank_says_so(client, db):
    get_home()
    response = client.get(LIST)
    assert response.status_code == 200
    assert "Материалов пока нет" in text_of(response)
    assert "Подборок пока нет" in text_of(client.get(reverse("materials:collections")))


def test_nothing_found_suggests_what_to_do(client, bank):
    html = text_of(client.get(f"{LIST}?kind=test&grade=9"))
    assert "Ничего не нашлось" in html
    assert "Показать все материалы" in html


def test_a_page_for_everybody_sets_no_cookie_and_has_no_token(client, bank):
    urls = [LIST, bank["plan"].url, reverse("materials:collections"), "/feeds/materials/"]
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_the_list_inside_a_hub(client, bank, hub):
    response = client.get(f"{hub.url}materials/")
    assert response.status_code == 200
    assert sorted(titles(response)) == names(bank, "plan", "test", "angles", "guest")
    assert options(response, "hub") == ["— Геометрия (1)"]
    tab = next(tab for tab in response.context["tabs"] if tab.slug == "materials")
    assert tab.count == 4
    assert client.get(f"{hub.url}materials/?grade=7").context["chips"]
    html = text_of(client.get(hub.url))
    assert "Дроби: конспект урока" in html


def test_a_topic(client, bank):
    url = reverse("materials:tag", args=["дроби"])
    response = client.get(url)
    assert sorted(titles(response)) == names(bank, "plan", "test")
    assert [tag.name for tag in response.context["neighbours"]] == ["ВПР"]
    assert client.get(reverse("materials:tag", args=["нет"])).status_code == 404


@pytest.mark.parametrize("slug", ["%00", "<script>", "a%2Fb", "я" * 500])
def test_topics_that_cannot_be(client, bank, slug):
    assert client.get(f"/materials/tags/{slug}/").status_code == 404


def test_a_topic_of_drafts_alone_is_not_there(client, hub):
    MaterialFactory(hub=hub, live=False, tags=["секрет"])
    assert client.get(reverse("materials:tag", args=["секрет"])).status_code == 404


def test_collections(client, bank, hub):
    draft = MaterialFactory(hub=hub, live=False, title="Черновик")
    collection = MaterialCollectionFactory(
        title="К проверочной",
        hub=hub,
        materials=[(bank["test"], "Сначала тест"), bank["plan"], draft],
    )
    hidden = MaterialCollectionFactory(title="Не готова", live=False)
    response = client.get(reverse("materials:collections"))
    html = text_of(response)
    assert "К проверочной" in html
    assert "2 материала" in html
    assert "Не готова" not in html
    response = client.get(collection.url)
    html = text_of(response)
    assert html.index("Дроби: тест") < html.index("Дроби: конспект урока")
    assert "Сначала тест" in html
    assert "Черновик" not in html
    wrong = reverse("materials:collection", args=[collection.pk, "no"])
    assert client.get(wrong).status_code == 301
    assert client.get(hidden.url).status_code == 404


def test_feeds(client, bank, hub):
    everything = client.get("/feeds/materials/")
    assert everything["Content-Type"].startswith("application/atom+xml")
    assert everything.content.decode().count("<entry") == 5
    of_hub = client.get(f"/feeds/hubs/{hub.pk}/materials/").content.decode()
    assert of_hub.count("<entry") == 4
    assert bank["plan"].url in of_hub
    for number in [0, 999999, "9" * 20]:
        assert client.get(f"/feeds/hubs/{number}/materials/").status_code == 404


def test_entries_of_a_feed_keep_their_names_and_have_authors(client, hub):
    material = MaterialFactory(hub=hub, title="Дроби")
    material.authors.all().delete()
    first = client.get("/feeds/materials/").content.decode()
    material.title = "Углы"
    material.save()
    second = client.get("/feeds/materials/").content.decode()
    for xml in [first, second]:
        assert f"/materials/{material.pk}/</id>" in xml
        assert "<author>" in xml
        assert "<name></name>" not in xml and "<name/>" not in xml


def test_sitemap_has_what_anybody_may_read(client, bank, hub):
    draft = MaterialFactory(hub=hub, live=False)
    collection = MaterialCollectionFactory()
    xml = client.get("/sitemap.xml").content.decode()
    assert bank["plan"].url in xml
    assert collection.url in xml
    assert draft.url not in xml


def test_every_page_has_one_heading_and_the_way_to_it(client, bank, hub):
    collection = MaterialCollectionFactory()
    topic, collections = reverse("materials:tag", args=["дроби"]), reverse("materials:collections")
    own = [LIST, bank["plan"].url, collection.url, collections, topic]
    for url in [*own, f"{hub.url}materials/"]:
        html = text_of(client.get(url))
        assert len(re.findall(r"<h1[ >]", html)) == 1, url
        assert 'class="breadcrumbs"' in html, url
        assert 'rel="canonical"' in html, url


def test_a_page_far_back_shows_what_stands_there(client, hub, monkeypatch):
    for number in range(45):
        MaterialFactory(title=f"Работа {number:02}", hub=hub, download_count=number)
    pages = [titles(client.get(f"{LIST}?sort=popular&page={page}")) for page in (1, 2, 3)]
    monkeypatch.setattr(KeysFirstMixin, "far", 20)
    assert pages == [titles(client.get(f"{LIST}?sort=popular&page={n}")) for n in (1, 2, 3)]
    assert [title for page in pages for title in page] == [
        f"Работа {number:02}" for number in reversed(range(45))
    ]
    assert client.get(f"{LIST}?sort=popular&page=4").status_code == 404


def test_a_page_far_back_in_the_admin(client, hub, monkeypatch):
    for number in range(60):
        MaterialFactory(title=f"Работа {number:02}", hub=hub)
    client.force_login(moderator_of(hub))
    url = reverse(Material.snippet_viewset.get_url_name("list"))
    near = client.get(f"{url}?p=2").text
    monkeypatch.setattr(KeysFirstMixin, "far", 50)
    far = client.get(f"{url}?p=2").text
    shown = [re.findall(r"Работа \d\d", html) for html in (near, far)]
    assert shown[0] == shown[1] and len(set(shown[0])) == 10
