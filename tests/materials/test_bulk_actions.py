"""Acts on many materials at once, each with the rights on each."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import moderator_of
from materials.models import Material

from .admin_forms import admin_url, enter

pytestmark = pytest.mark.django_db


def bulk_url(act, *materials):
    url = reverse("wagtail_bulk_action", args=["materials", "material", act])
    return url + "?" + "&".join(f"id={material.pk}" for material in materials) + "&next=/admin/"


def test_many_are_published_but_for_what_is_not_ready(client, people, hub):
    ready = MaterialFactory(hub=hub, live=False, files=[StoredFileFactory()], with_revision=True)
    bare = MaterialFactory(title="Пустышка", hub=hub, live=False, with_revision=True)
    enter(client, people["moderator"])
    url = bulk_url("publish", ready, bare)
    assert client.get(url).status_code == 200
    response = client.post(url, follow=True)
    assert response.status_code == 200
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert ready.live
    assert not bare.live
    words = " ".join(str(message) for message in response.context["messages"])
    assert "Опубликован 1 материал" in words.replace("\u00a0", " ")
    assert "Пустышка" in words


def test_many_move_and_keep_their_addresses_drafts_and_tags(client, people, hub, other, material):
    moderator = moderator_of(hub, other)
    material.title = "Новая редакция"
    material.save_revision(user=moderator)
    enter(client, moderator)
    url = bulk_url("move", material)
    assert client.get(url).status_code == 200
    assert client.post(url, {"hub": other.pk}).status_code == 302
    material = Material.objects.get(pk=material.pk)
    assert material.hub == other
    assert material.title == "Сравнение дробей"
    draft = material.get_latest_revision_as_object()
    assert (draft.title, draft.hub) == ("Новая редакция", other)
    history = client.get(admin_url("history", material.pk)).content.decode()
    assert "Перенесён из «Математика» в «Биология»" in history
    # There, nothing more happens.
    revisions = material.revisions.count()
    client.post(url, {"hub": other.pk})
    assert material.revisions.count() == revisions


def test_a_hub_that_is_not_ones_own_is_no_choice(client, people, other, material):
    enter(client, people["moderator"])
    response = client.post(bulk_url("move", material), {"hub": other.pk})
    assert response.status_code == 200
    assert response.context["form"].errors["hub"]


def test_a_moderation_under_way_begins_anew_in_the_new_hub(client, hub, other):
    moderator = moderator_of(hub, other)
    draft = MaterialFactory(hub=hub, live=False, owner=UserFactory(), with_revision=True)
    draft.get_workflow().start(draft, draft.owner)
    enter(client, moderator)
    client.post(bulk_url("move", draft), {"hub": other.pk})
    draft = Material.objects.get(pk=draft.pk)
    assert draft.current_workflow_state.workflow == other.provision.workflow
    assert draft.current_workflow_state.requested_by == draft.owner


def test_many_get_tags(client, people, material):
    enter(client, people["moderator"])
    url = bulk_url("tag", material)
    assert client.post(url, {"tags": ""}).status_code == 200
    assert client.post(url, nested_form_data({"tags": "дроби, ВПР"})).status_code == 302
    material = Material.objects.get(pk=material.pk)
    assert {tag.name for tag in material.tags.all()} == {"дроби", "ВПР"}
    material.get_latest_revision().publish()
    assert Material.objects.get(pk=material.pk).tags.count() == 2


@pytest.mark.parametrize("act", ["publish", "move", "tag", "delete"])
@pytest.mark.parametrize("who", ["other moderator", "member", "visitor"])
def test_acts_on_somebody_elses(client, people, material, other, act, who):
    enter(client, people[who])
    for url in [bulk_url(act, material), bulk_url(act) + "&id=all"]:
        for response in [client.get(url), client.post(url, {"hub": other.pk, "tags": "захвачено"})]:
            assert response.status_code in {302, 403, 404}
            assert material.title not in response.content.decode()
    material = Material.objects.get(pk=material.pk)
    assert material.hub.title == "Математика"
    assert not material.tags.exists()
