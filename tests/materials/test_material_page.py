"""The page of a material: what it says, to whom, and at which address."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from demo.factories.materials import (
    MaterialCollectionFactory,
    MaterialFactory,
    StoredFileFactory,
)
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def material(hub):
    return MaterialFactory(
        title="Сравнение дробей </script>",
        summary="Дети сами приходят к правилу.",
        hub=hub,
        also_in=[HubPageFactory(title="Начальная школа")],
        grades=[5, 6],
        tags=["дроби"],
        authors=[UserFactory(public_name="Ирина Панкратова"), "О. В. Лебедева"],
        files=[(StoredFileFactory(), "План урока"), StoredFileFactory(name="Карточки.txt")],
        school="Гимназия № 3",
        licence="cc_by_sa",
        age_mark="6+",
        external_url="https://example.org/video",
        download_count=21,
    )


def page(client, material):
    response = client.get(material.url)
    assert response.status_code == 200
    return re.sub("[\u00a0\u202f\u2009]", " ", response.content.decode())


def test_it_says_all_one_must_know(client, material, hub):
    html = page(client, material)
    for words in [
        "Дети сами приходят к правилу.", "Математика", "Начальная школа", "5, 6 классы",
        "Ирина Панкратова", "О. В. Лебедева", "Гимназия № 3", "6+", "на тех же условиях",
        "creativecommons.org/licenses/by-sa/4.0", "План урока", "Карточки.txt", "21 раз",
        "https://example.org/video", "байт", "дроби",
    ]:  # fmt: skip
        assert words in html, words
    for row in material.files.all():
        assert row.url in html
    assert f"{hub.url}materials/" in html  # the way back


def test_search_engines_read_it_and_nothing_escapes(client, material):
    html = page(client, material)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    graph = json.loads(block.group(1))["@graph"]
    resource = next(entry for entry in graph if entry["@type"] == "LearningResource")
    assert resource["name"] == material.title
    assert resource["license"].startswith("https://creativecommons.org/")
    assert [author["name"] for author in resource["author"]][1] == "О. В. Лебедева"
    assert len(resource["encoding"]) == 2


def test_a_wrong_slug_leads_to_the_right_one(client, material):
    for path in [f"/materials/{material.pk}/", f"/materials/{material.pk}/другое/"]:
        response = client.get(path)
        assert response.status_code == 301
        assert response["Location"] == material.url
    assert client.get("/materials/999999/nothing/").status_code == 404
    assert client.get("/materials/99999999999999999999999/x/").status_code == 404


def test_drafts_are_nobodys_page(client, hub):
    draft = MaterialFactory(hub=hub, live=False)
    for user in [None, UserFactory(), moderator_of(hub)]:
        if user is not None:
            client.force_login(user)
        assert client.get(draft.url).status_code == 404


def test_a_withdrawn_material_leads_to_its_hub(client, hub, material):
    url = material.url
    material.unpublish()
    response = client.get(url)
    assert response.status_code == 410
    assert hub.url in response.content.decode()


def test_a_material_of_a_closed_hub_page_is_gone_without_a_link(client, hub, material):
    url = material.url
    hub.unpublish()
    response = client.get(url)
    assert response.status_code == 410
    assert f'href="{hub.url}"' not in response.content.decode()


def test_near_ones_come_by_hub_and_topic_and_drafts_never(client, hub, material):
    same_topic = MaterialFactory(title="Ещё про дроби", tags=["дроби"])
    same_hub = MaterialFactory(title="Углы", hub=hub)
    draft = MaterialFactory(title="Черновик про дроби", hub=hub, tags=["дроби"], live=False)
    foreign = MaterialFactory(title="Лягушка")
    related = client.get(material.url).context["related"]
    assert related == [same_hub, same_topic]
    assert draft not in related
    assert foreign not in related


def test_collections_that_hold_it_are_shown(client, material):
    shown = MaterialCollectionFactory(title="К проверочной", materials=[material])
    MaterialCollectionFactory(title="Ещё не готова", materials=[material], live=False)
    html = page(client, material)
    assert shown.url in html
    assert "Ещё не готова" not in html


def test_a_bare_material_has_a_page_too(client, hub):
    bare = MaterialFactory(title="???", hub=hub, summary="", kind="", licence="", age_mark="")
    assert bare.url == f"/materials/{bare.pk}/material/"
    page(client, bare)


def test_a_very_long_title(client, hub):
    page(client, MaterialFactory(hub=hub, title="Сравнение " * 25))


def test_only_get(client, material):
    for url in [material.url, "/materials/", reverse("materials:collections")]:
        assert client.post(url).status_code == 405


def test_hubs_that_are_closed_to_a_reader_are_not_named(client, material, hub):
    closed = HubPageFactory(title="Аттестация директоров")
    open_hub = HubPageFactory(title="Начальная школа")
    material.also_in.add(closed, open_hub)
    material.save()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    html = client.get(material.url).text.replace("\u00a0", " ")
    assert "Начальная школа" in html
    assert "Аттестация директоров" not in html
    client.force_login(UserFactory())
    assert "Аттестация директоров" in client.get(material.url).text.replace("\u00a0", " ")
