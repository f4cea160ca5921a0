"""The pages that are composed of what features plug in keep to their number of queries,
however much there is to show."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.sections import (
    AchievementFactory,
    AnnouncementPageFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)
from demo.factories.subjects import HubPageFactory, get_home, get_subject_index, moderator_of
from home.site_pages import create_site_pages

pytestmark = pytest.mark.django_db

HOME_BUDGET = 25
HUB_BUDGET = 20
INDEX_BUDGET = 15


def count_queries(client, address):
    """Queries of a second visitor: the sites' root paths are remembered by then."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries), "\n".join(query["sql"][:150] for query in queries)


def fill(hub, number):
    stored = StoredFileFactory()
    for _ in range(number):
        MaterialFactory(
            hub=hub, grades=[5, 6], authors=["Н. П. Рябинина"], files=[stored], tags=["дроби"]
        )
        AnnouncementPageFactory(hub=hub)
        UsefulSiteFactory(hub=hub)
        AchievementFactory(hub=hub)
        OfficialDocumentFactory(hub=hub)


@pytest.fixture
def site():
    cache.clear()
    create_site_pages()
    home = get_home()
    home.save_revision().publish()
    return home


def test_home_page(client, site):
    hubs = [HubPageFactory() for _ in range(2)]
    fill(hubs[0], 2)
    few, statements = count_queries(client, "/")
    assert few <= HOME_BUDGET, statements
    for _ in range(6):
        hub = HubPageFactory()
        moderator_of(hub)
        fill(hub, 3)
    many, statements = count_queries(client, "/")
    assert many <= HOME_BUDGET, statements
    assert many <= few + 2, statements


def test_hub(client, site):
    hub = HubPageFactory(slug="mathematics", parent=get_subject_index())
    fill(hub, 2)
    few, statements = count_queries(client, hub.url)
    assert few <= HUB_BUDGET, statements
    child = HubPageFactory(parent=hub)
    moderator_of(hub), moderator_of(hub)
    fill(hub, 12)
    fill(child, 5)
    many, statements = count_queries(client, hub.url)
    assert many <= HUB_BUDGET, statements


def test_list_of_subjects(client, site):
    for _ in range(8):
        fill(HubPageFactory(parent=get_subject_index()), 1)
    number, statements = count_queries(client, "/subjects/")
    assert number <= INDEX_BUDGET, statements
