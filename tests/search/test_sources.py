"""Everything that features offer to the search is found, each with a row of its own."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.factories.discussions import PostFactory, TopicFactory
from demo.factories.materials import MaterialCollectionFactory, MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.sections import (
    AchievementFactory,
    AnnouncementPageFactory,
    HelpArticlePageFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)
from demo.factories.subjects import HubPageFactory
from search.sources import get_sources

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

EXAMPLES = {
    "materials": lambda: MaterialFactory(title="Телескоп: наблюдаем и считаем"),
    "collections": lambda: MaterialCollectionFactory(title="О телескопах"),
    "announcements": lambda: AnnouncementPageFactory(title="Лекция о телескопе"),
    "official": lambda: OfficialDocumentFactory(title="О хранении телескопа"),
    "useful-sites": lambda: UsefulSiteFactory(title="Каталог телескопов"),
    "achievements": lambda: AchievementFactory(what="Конкурс «Собери телескоп»"),
    "help": lambda: HelpArticlePageFactory(title="Как настроить телескоп"),
    "hubs": lambda: HubPageFactory(title="Телескопы"),
    "topics": lambda: TopicFactory(title="Какой телескоп выбрать"),
    "people": lambda: UserFactory(taught_subjects="Физика и телескопы"),
    "posts": lambda: PostFactory(discussion=TopicFactory(), source="Начните с телескопа."),
}


def groups_of(client, query):
    return set(client.get("/search/", {"q": query}).context["answer"].results.counts)


def test_each_source_has_an_example():
    assert {source.name for source in get_sources()} == {*EXAMPLES, "pages"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_kind_of_thing_is_found_in_its_group_only(client, name):
    EXAMPLES[name]()
    assert groups_of(client, "телескопов") == {name}
    response = client.get("/search/", {"q": "телескоп", "kind": name})
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "lxml")
    assert "телескоп" in html.select_one(".found").text.lower()
    assert len(html.find_all("h1")) == 1


def test_the_cost_does_not_grow_with_what_is_found(client):
    for make in EXAMPLES.values():
        make()
    client.get("/search/", {"q": "телескоп"})
    with CaptureQueriesContext(connection) as few:
        client.get("/search/", {"q": "телескоп"})
    for make in EXAMPLES.values():
        for _number in range(6):
            make()
    client.get("/search/", {"q": "телескоп"})
    with CaptureQueriesContext(connection) as many:
        client.get("/search/", {"q": "телескоп"})
    assert len(many) <= len(few) + 3
