"""How many queries a page costs: the same for ten things and for hundreds."""

import datetime
import itertools

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from demo.factories.materials import MaterialCollectionFactory, StoredFileFactory
from demo.factories.subjects import HubPageFactory
from materials.enums import MaterialKind
from materials.models import (
    Material,
    MaterialAuthor,
    MaterialCollectionItem,
    MaterialFile,
    TaggedMaterial,
)
from materials.text import make_sort_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def hubs():
    parent = HubPageFactory(title="Математика", slug="mathematics")
    return [parent, HubPageFactory(parent=parent, slug="geometry"), HubPageFactory(slug="biology")]


def fill(number, hubs):
    """``number`` published materials, each with a file, an author, a grade, tags, a guest hub."""
    stored = StoredFileFactory()
    tags = [Tag.objects.get_or_create(name=f"тема {n}")[0] for n in range(40)]
    kinds, homes = itertools.cycle(MaterialKind.values), itertools.cycle(hubs)
    now = timezone.now()
    materials = Material.objects.bulk_create(
        Material(
            title=f"Материал {n}", sort_key=make_sort_key(f"Материал {n}"), summary="О чём он.",
            kind=next(kinds), hub=next(homes), live=True, download_count=n,
            first_published_at=now - datetime.timedelta(hours=n),
        )
        for n in range(number)
    )  # fmt: skip
    MaterialFile.objects.bulk_create(MaterialFile(material=m, stored=stored) for m in materials)
    MaterialAuthor.objects.bulk_create(MaterialAuthor(material=m, name="А. А.") for m in materials)
    Material.grades.through.objects.bulk_create(
        Material.grades.through(material=m, grade_id=n % 12) for n, m in enumerate(materials)
    )
    Material.also_in.through.objects.bulk_create(
        Material.also_in.through(material=m, hubpage=hubs[0]) for m in materials[::3]
    )
    TaggedMaterial.objects.bulk_create(
        TaggedMaterial(content_object=m, tag=tags[(n + shift) % 40])
        for n, m in enumerate(materials)
        for shift in (0, 1)
    )
    return materials


@pytest.fixture(params=[10, 330])
def bank(request, hubs):
    return fill(request.param, hubs)


@pytest.fixture
def cost(client, django_assert_max_num_queries):
    """Asks a page twice, so that what is kept between requests is there, and counts."""

    def measure(url, limit):
        assert client.get(url).status_code == 200
        with django_assert_max_num_queries(limit):
            client.get(url)

    return measure


@pytest.mark.parametrize(
    "query", ["", "?hub=mathematics", "?kind=test&grade=1", "?sort=popular", "?files=1&sort=title"]
)
def test_the_list(bank, cost, query):
    cost(f"/materials/{query}", 15)


def test_the_list_with_words_and_a_topic(bank, cost):
    call_command("update_index", verbosity=0, chunk_size=1000)
    cost("/materials/?q=материал", 15)
    cost("/materials/?q=материал&tag=тема-1&hub=mathematics&sort=title", 15)


def test_the_page_of_a_material(bank, cost):
    collection = MaterialCollectionFactory()
    MaterialCollectionItem.objects.create(collection=collection, material=bank[0])
    # Two of them for the comments.
    cost(bank[0].url, 17)


def test_a_topic(bank, cost):
    cost(reverse("materials:tag", args=["тема-1"]), 15)


def test_collections(bank, cost):
    for _n in range(25):
        MaterialCollectionFactory()
    cost(reverse("materials:collections"), 15)


def test_a_collection(bank, cost):
    collection = MaterialCollectionFactory()
    MaterialCollectionItem.objects.bulk_create(
        MaterialCollectionItem(collection=collection, material=material) for material in bank
    )
    cost(collection.url, 15)


def test_the_section_of_a_hub(bank, hubs, cost):
    cost(f"{hubs[0].url}materials/", 17)


def test_the_feed(bank, cost):
    cost("/feeds/materials/", 10)
