"""The search page: corrections, facets, promoted results, reasons, ways on, its cost."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from demo.factories.home import StandardPageFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from search import corrections, limits
from search.models import AskedQuery, PublicWord
from search.vocabulary import count_public_words

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def ask(client, query, **more):
    return client.get("/search/", {"q": query, **more})


def soup(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def titles(html):
    return [tag.text.strip().replace("\u00a0", " ") for tag in html.select(".found a[href]")]


@pytest.fixture
def telescope():
    material = MaterialFactory(title="Телескоп своими руками", grades=[5])
    count_public_words()
    return material


class TestCorrections:
    @pytest.mark.parametrize("typed", ["тилескоп", "ntktcrjg", "телескпо", "телеcrjg"])
    def test_what_was_meant_is_shown_with_a_way_back(self, client, telescope, typed):
        html = soup(ask(client, typed))
        found = html.select_one(".notice").text
        assert "телескоп" in found
        assert typed in found
        assert telescope.title in titles(html)
        back = html.select_one(".notice a")["href"]
        assert "verbatim=1" in back
        literal = soup(client.get(f"/search/{back}"))
        assert telescope.title not in titles(literal)
        assert literal.select_one(".found-nothing")

    def test_what_is_right_is_not_corrected(self, client, telescope):
        answer = ask(client, "телескопы").context["answer"]
        assert not answer.is_corrected
        assert not answer.meant

    def test_a_few_results_come_with_what_may_have_been_meant(self, client):
        MaterialFactory(title="Тилескоп")
        for number in range(25):
            MaterialFactory(title=f"Телескоп {number}")
        count_public_words()
        response = ask(client, "тилескоп")
        assert response.context["answer"].meant == "телескоп"
        assert "телескоп" in soup(response).select_one(".found-meant").text

    def test_a_word_of_what_was_closed_since_is_not_told(self, client, telescope):
        MaterialFactory(title="Что-то другое")
        telescope.delete()
        assert PublicWord.objects.filter(word="телескоп").exists()
        response = ask(client, "тилескоп")
        assert not response.context["answer"].is_corrected
        assert "телескоп" not in response.content.decode()
        assert corrections.correct("тилескоп", AnonymousUser()) == ""


class TestFacets:
    def test_choices_have_their_numbers_and_narrow(self, client):
        for grade in (5, 5, 6):
            MaterialFactory(title=f"Телескоп для класса {grade}", grades=[grade])
        html = soup(ask(client, "телескоп"))
        fifth = next(link for link in html.select(".facet a") if link.text.startswith("5"))
        assert fifth.select_one(".facet-count").text == "2"
        narrowed = client.get(f"/search/{fifth['href']}")
        assert narrowed.context["count"] == 2
        assert soup(narrowed).select_one('.facet a[aria-current="true"]')

    @pytest.mark.parametrize("value", ["нет", "-1", "9" * 60, "' OR 1=1", "<b>"])
    @pytest.mark.parametrize("name", ["hub", "type", "grade", "audience", "year"])
    def test_a_filter_that_cannot_be_leaves_nothing(self, client, telescope, name, value):
        response = ask(client, "телескоп", **{name: value})
        assert response.status_code == 200
        assert response.context["count"] == 0
        assert b"<b>" not in response.content.split(b"found-columns")[-1][:400]


class TestPromoted:
    def promote(self, page=None, query="телескопы", **fields):
        return SearchPromotion.objects.create(
            query=Query.get(query), page=page, description="Начните отсюда", **fields
        )

    def test_it_stands_first_and_is_marked(self, client, telescope):
        page = StandardPageFactory(title="Астрономия у нас")
        self.promote(page)
        html = soup(ask(client, "телескоп"))
        assert titles(html)[0] == "Астрономия у нас"
        assert "Начните отсюда" in html.select_one(".found-promoted").text
        assert not soup(ask(client, "телескоп большой")).select_one(".found-promoted")

    def test_it_is_shown_where_nothing_else_is_found(self, client):
        self.promote(external_link_url="https://example.org/", external_link_text="Планетарий")
        assert titles(soup(ask(client, "телескоп")))[0] == "Планетарий"

    def test_it_is_shown_to_those_only_who_may_open_it(self, client, telescope):
        draft = StandardPageFactory(title="Черновик", live=False)
        closed = StandardPageFactory(title="Закрытая")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        below = StandardPageFactory(title="Под закрытой", parent=closed)
        for page in (draft, closed, below):
            self.promote(page)
        text = ask(client, "телескоп").content.decode()
        assert not any(page.title in text for page in (draft, closed, below))
        client.force_login(UserFactory())
        text = ask(client, "телескоп").content.decode()
        assert "Закрытая" in text
        assert "Черновик" not in text


class TestLog:
    def test_a_first_look_is_counted_and_nothing_else(self, client, telescope):
        ask(client, "телескоп")
        ask(client, "телескоп", kind="materials")
        ask(client, "телескоп", grade="5")
        ask(client, "тилескоп")
        ask(client, "квазипульсар")
        rows = {row.query: (row.times, row.times_in_vain) for row in AskedQuery.objects.all()}
        assert rows == {"телескоп": (1, 0), "тилескоп": (1, 0), "квазипульсар": (1, 1)}


class TestReasons:
    def test_staff_see_why_and_others_do_not(self, client, telescope):
        assert not soup(ask(client, "телескоп", why="1")).select_one(".found-reasons")
        client.force_login(UserFactory(is_superuser=True))
        assert soup(ask(client, "телескоп", why="1")).select_one(".found-reasons b")
        assert not soup(ask(client, "телескоп")).select_one(".found-reasons")


def test_who_finds_nothing_is_shown_ways_on(client):
    hub = HubPageFactory(title="Кружок астрономов")
    html = soup(ask(client, "квазипульсар"))
    hrefs = [link["href"] for link in html.select(".found-nothing a")]
    assert hub.url in hrefs
    assert any(href.startswith("/forum/new/?title=") for href in hrefs)
    assert "/materials/new/" in hrefs


class TestLimits:
    def test_a_person_who_asks_too_often_waits_a_minute(self, client, telescope, monkeypatch):
        monkeypatch.setattr(limits, "SEARCHES_OF_A_PERSON", 2)
        client.force_login(UserFactory())
        assert [ask(client, "телескоп").status_code for _ in range(3)] == [200, 200, 429]
        refused = ask(client, "телескоп")
        assert refused.headers["Retry-After"] == "60"
        assert 'value="телескоп"' in refused.content.decode()

    def test_a_school_behind_one_address_asks_a_lot(self, client, telescope, monkeypatch):
        monkeypatch.setattr(limits, "SEARCHES_OF_A_PERSON", 2)
        for _ in range(4):
            assert ask(client, "телескоп").status_code == 200
        # Whoever has signed in is counted apart from the address.
        monkeypatch.setattr(limits, "SEARCHES_OF_AN_ADDRESS", 4)
        assert ask(client, "телескоп").status_code == 429
        client.force_login(UserFactory())
        assert ask(client, "телескоп").status_code == 200

    def test_suggestions_fall_silent(self, client, telescope, monkeypatch):
        monkeypatch.setattr(limits, "SUGGESTIONS_OF_AN_ADDRESS", 1)
        first, second = (client.get("/search/suggestions/?q=теле").json() for _ in range(2))
        assert first[1] and not second[1]


def test_the_cost_of_a_search(client, telescope, django_assert_max_num_queries):
    ask(client, "телескоп")
    with django_assert_max_num_queries(60):
        ask(client, "телескоп")
    with django_assert_max_num_queries(30):
        client.get("/search/suggestions/?q=теле")
