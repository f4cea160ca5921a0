"""Numbers that no database can hold are no hubs, and no errors."""

import pytest

from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 30
LISTS = ["materials/material", "materials/materialcollection", "useful_sites/usefulsite",
         "achievements/achievement"]  # fmt: skip


@pytest.fixture
def hub(client):
    hub = HubPageFactory()
    client.force_login(moderator_of(hub))
    return hub


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("value", [ENDLESS, "-1", "нет", ""])
def test_lists_with_a_filter_by_no_hub(client, hub, model, value):
    response = client.get(f"/admin/snippets/{model}/", {"hub": value})
    assert response.status_code == 200


@pytest.mark.parametrize("model", LISTS)
def test_lists_with_a_filter_by_a_hub(client, hub, model):
    assert client.get(f"/admin/snippets/{model}/", {"hub": hub.pk}).status_code == 200
