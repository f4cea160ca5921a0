"""What stands behind a closed door is in no list."""

import pytest
from wagtail.models import PageViewRestriction

from demo.factories.materials import MaterialFactory
from demo.factories.sections import AchievementFactory, OfficialDocumentFactory, UsefulSiteFactory
from demo.factories.subjects import HubPageFactory
from materials.models import Material
from sections.achievements.models import Achievement
from sections.official.models import OfficialDocument
from sections.useful_sites.models import UsefulSite
from subjects.models import HubPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def things():
    hub = HubPageFactory()
    child = HubPageFactory(parent=hub)
    for place in [hub, child]:
        MaterialFactory(hub=place)
        AchievementFactory(hub=place)
        OfficialDocumentFactory(hub=place)
        UsefulSiteFactory(hub=place)
    return hub


def counts():
    return [
        model.objects.published().count()
        for model in [Material, Achievement, OfficialDocument, UsefulSite]
    ]


def test_everything_of_open_hubs_is_listed(things):
    assert counts() == [2, 2, 2, 2]


def test_nothing_below_an_unpublished_hub_is_listed(client, things):
    things.unpublish()
    assert counts() == [0, 0, 0, 0]
    assert HubPage.objects.open().count() == 0


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_nothing_below_a_restricted_hub_is_listed(client, things, kind):
    PageViewRestriction.objects.create(page=things, restriction_type=kind, password="x")
    assert counts() == [0, 0, 0, 0]
    material = Material.objects.first()
    assert client.get(material.url).status_code in {404, 410}


def test_what_belongs_to_the_whole_site_stays(things):
    things.unpublish()
    UsefulSiteFactory(hub=None)
    assert UsefulSite.objects.published().count() == 1
