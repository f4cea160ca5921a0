"""Names under materials: as their authors allow, and as the reader may see them."""

import pytest

from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from materials.models import Material, MaterialAuthor
from search.queries import matching_keys

pytestmark = pytest.mark.django_db

NAMELESS = "Участник сообщества"


@pytest.fixture
def author():
    return UserFactory(username="author", public_name="Анна Кузьмина", name_is_public=False)


@pytest.fixture
def material(author):
    return MaterialFactory(hub=HubPageFactory(), authors=[author], with_revision=True)


def test_a_name_without_consent_is_seen_by_members_only(client, author, material):
    addresses = [material.url, "/materials/", "/feeds/materials/"]
    for address in addresses:
        text = client.get(address).content.decode()
        assert NAMELESS in text and "Кузьмина" not in text, address
    client.force_login(UserFactory())
    for address in addresses[:2]:
        text = client.get(address).content.decode()
        assert "Кузьмина" in text and NAMELESS not in text, address
    # Whatever robots and feed readers take along is what everybody may see.
    assert "Кузьмина" not in client.get("/feeds/materials/").content.decode()
    assert '"name": "Анна Кузьмина"' not in client.get(material.url).content.decode()


def test_the_nameless_are_not_signed_as_such(author, material):
    row = MaterialAuthor.objects.get()
    assert row.name == "" and row.label == NAMELESS
    author.name_is_public = True
    author.save()
    assert MaterialAuthor.objects.get().label == "Анна Кузьмина"


def test_a_link_to_the_author_stands_where_the_page_opens(client, author, material):
    assert "/members/author/" not in client.get(material.url).content.decode()
    client.force_login(UserFactory())
    assert "/members/author/" in client.get(material.url).content.decode()


def test_who_withdraws_the_consent_is_forgotten_everywhere(
    client, author, material, django_capture_on_commit_callbacks
):
    author.name_is_public = True
    with django_capture_on_commit_callbacks(execute=True):
        author.save()
        material = Material.objects.get()
        material.authors.set([MaterialAuthor(user=author)])
        material.save_revision().publish()
    assert MaterialAuthor.objects.get().name == "Анна Кузьмина"
    assert matching_keys(Material, "Кузьмина") == [material.pk]
    author.name_is_public = False
    with django_capture_on_commit_callbacks(execute=True):
        author.save(update_fields=["name_is_public"])
    assert MaterialAuthor.objects.get().name == ""
    assert "Кузьмина" not in str([revision.content for revision in material.revisions.all()])
    assert matching_keys(Material, "Кузьмина") == []
    assert "Кузьмина" not in client.get(material.url).content.decode()
    # And nobody is named when the account goes.
    author.delete()
    assert Material.objects.get().authors_label == ""


def test_the_list_by_author_asks_who_may_see_that_it_is_hers(client, author, material):
    # To a visitor the works of somebody unnamed must not be gathered under her handle.
    text = client.get("/materials/?author=author").content.decode()
    assert "Часть адреса" in text
    MaterialFactory(hub=material.hub, title="Чужое")
    client.force_login(UserFactory())
    text = client.get("/materials/?author=author").content.decode()
    assert material.title in text and "Чужое" not in text and "Анна Кузьмина" in text


@pytest.mark.parametrize("handle", ["nobody", "x" * 500, "", "\u0000", "<script>"])
def test_a_strange_author_in_the_address(client, handle):
    assert client.get("/materials/", {"author": handle}).status_code == 200
