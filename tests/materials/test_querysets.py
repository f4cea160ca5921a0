"""Which materials are found: published, of a hub with its guests, of a grade, with files."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from materials.enums import MaterialOrder
from materials.models import Material
from materials.sections import MaterialsSection

pytestmark = pytest.mark.django_db

VISITOR = AnonymousUser()


@pytest.fixture
def parent():
    return HubPageFactory(title="Классные руководители")


@pytest.fixture
def child(parent):
    return HubPageFactory(parent=parent, title="Школа молодого классного руководителя")


@pytest.fixture
def other():
    return HubPageFactory(title="Биология")


def test_drafts_are_not_visible(parent):
    published = MaterialFactory(hub=parent)
    MaterialFactory(hub=parent, live=False)
    assert list(Material.objects.visible_to(VISITOR)) == [published]


def test_materials_of_an_unpublished_hub_are_not_visible(parent):
    MaterialFactory(hub=parent)
    parent.unpublish()
    assert not Material.objects.visible_to(VISITOR).exists()


def test_hub_shows_its_own_those_below_and_guests_once(parent, child, other):
    own = MaterialFactory(hub=parent)
    below = MaterialFactory(hub=child, also_in=[parent])
    guest = MaterialFactory(hub=other, also_in=[parent, child])
    foreign = MaterialFactory(hub=other)
    assert sorted(m.pk for m in Material.objects.in_hub(parent)) == [own.pk, below.pk, guest.pk]
    assert {m.pk for m in Material.objects.in_hub(child)} == {below.pk, guest.pk}
    assert {m.pk for m in Material.objects.in_hub(other)} == {guest.pk, foreign.pk}


def test_hubs_are_counted_in_one_query_and_nothing_twice(
    parent, child, other, django_assert_num_queries
):
    MaterialFactory(hub=parent)
    MaterialFactory(hub=child, also_in=[parent])
    MaterialFactory(hub=other, also_in=[parent, child])
    MaterialFactory(hub=other, live=False)
    with django_assert_num_queries(1):
        counts = MaterialsSection().counts([parent, child, other], VISITOR)
    assert counts == {parent.pk: 3, child.pk: 2, other.pk: 1}
    for hub in [parent, child, other]:
        assert counts[hub.pk] == Material.objects.visible_to(VISITOR).in_hub(hub).count()


def test_by_grade_tag_and_files(parent):
    fifth = MaterialFactory(hub=parent, grades=[5, 6], tags=["дроби", "ВПР"])
    with_file = MaterialFactory(hub=parent, grades=[9], files=[StoredFileFactory()])
    assert list(Material.objects.for_grade(6)) == [fifth]
    assert list(Material.objects.tagged("дроби")) == [fifth]
    assert list(Material.objects.with_files()) == [with_file]


def test_orders(parent):
    now = timezone.now()
    old = MaterialFactory(
        hub=parent, title="«Ёлка» — проект", download_count=5,
        first_published_at=now - datetime.timedelta(days=9),
    )  # fmt: skip
    new = MaterialFactory(hub=parent, title="Жуки", download_count=1, first_published_at=now)
    assert list(Material.objects.sorted_by(MaterialOrder.NEWEST)) == [new, old]
    assert list(Material.objects.sorted_by(MaterialOrder.POPULAR)) == [old, new]
    assert list(Material.objects.sorted_by(MaterialOrder.TITLE)) == [old, new]


@pytest.mark.parametrize("number", [3, 12])
def test_a_list_costs_the_same_whatever_its_length(number, parent, django_assert_num_queries):
    author = UserFactory()
    for _n in range(number):
        MaterialFactory(
            hub=parent, grades=[5], authors=[author, "И. И. Иванов"], files=[StoredFileFactory()]
        )
    with django_assert_num_queries(4):
        for material in Material.objects.published().newest_first().for_list():
            assert material.hub.title
            assert material.grades_label
            assert material.authors_label
            assert material.lead_file.extension == "txt"
            assert material.url
