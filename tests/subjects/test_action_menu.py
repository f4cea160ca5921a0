"""A hub's moderator publishes from the form itself, and nobody else does."""

import pytest
from django.urls import reverse

from demo.factories.materials import MaterialFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db

PUBLISH, UNPUBLISH = 'value="action-publish"', "unpublish/"


def form_of(client, material):
    address = reverse(material.snippet_viewset.get_url_name("edit"), args=[material.pk])
    return client.get(address).content.decode()


@pytest.mark.parametrize("make_user", [moderator_of, lambda hub: site_editor()])
def test_publishing_is_offered_to_who_moderates_the_hub(client, make_user):
    hub = HubPageFactory()
    material = MaterialFactory(hub=hub, with_revision=True)
    client.force_login(make_user(hub))
    text = form_of(client, material)
    assert PUBLISH in text and UNPUBLISH in text
    add = client.get(reverse(material.snippet_viewset.get_url_name("add"))).content.decode()
    assert PUBLISH in add and UNPUBLISH not in add


def test_publishing_is_not_offered_in_an_archive(client):
    hub, other = HubPageFactory(), HubPageFactory()
    material = MaterialFactory(hub=hub, with_revision=True)
    client.force_login(moderator_of(other))
    assert PUBLISH not in form_of(client, material)


def test_the_passport_of_a_hub_is_kept_by_editors(client):
    hub = HubPageFactory()
    edit = reverse("wagtailadmin_pages:edit", args=[hub.pk])
    client.force_login(site_editor())
    text = client.get(edit).content.decode()
    assert 'name="wound_up_on"' in text and 'name="goal"' in text
    client.force_login(moderator_of(hub))
    text = client.get(edit).content.decode()
    assert 'name="goal"' in text and 'name="wound_up_on"' not in text
