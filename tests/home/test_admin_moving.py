"""A page is not moved where it cannot stand, and the editor is told why at the field."""

import pytest

from demo.factories.home import StandardPageFactory
from demo.factories.subjects import HubPageFactory, site_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def hubs(client):
    client.force_login(site_editor())
    parent = HubPageFactory(title="Классные руководители")
    return parent, HubPageFactory(parent=parent)


def move(client, page, destination):
    return client.post(f"/admin/pages/{page.pk}/move/", {"new_parent_page": destination.pk})


def test_not_under_itself(client, hubs):
    parent, child = hubs
    for destination in [parent, child]:
        response = move(client, parent, destination)
        assert response.status_code == 200
        assert "нельзя перенести в неё саму" in response.content.decode()


def test_not_where_its_kind_does_not_stand(client, hubs):
    response = move(client, hubs[1], StandardPageFactory())
    assert response.status_code == 200
    assert "такого вида здесь быть не может" in response.content.decode()


def test_elsewhere_after_a_question(client, hubs):
    other = HubPageFactory()
    response = move(client, hubs[1], other)
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"/move/{other.pk}/confirm/")


def test_only_in_the_admin(client, hubs):
    client.logout()
    assert move(client, hubs[1], hubs[0]).status_code in {302, 403}
