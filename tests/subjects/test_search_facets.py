"""The search is narrowed by a hub and the hubs below it, and counted so."""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction

from demo.factories.discussions import TopicFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials.models import Material
from search.engine import search
from search.facets import Facet, count_facets
from search.readers import Reader
from search.sources import get_sources
from subjects.facets import hub_facet

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

VISITOR = AnonymousUser()


@pytest.fixture
def tree():
    """A hub with two below it, one of which has another below; and one beside them."""
    top = HubPageFactory(title="Математика")
    left = HubPageFactory(title="Алгебра", parent=top)
    right = HubPageFactory(title="Геометрия", parent=top)
    deep = HubPageFactory(title="Многочлены", parent=left)
    beside = HubPageFactory(title="Физика")
    return {"top": top, "left": left, "right": right, "deep": deep, "beside": beside}


def close(hub, kind=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=hub, restriction_type=kind)


def shown(user, query="комета"):
    """``{hub: number}`` as it is told to ``user``, over all sources."""
    facet, numbers = hub_facet(), Counter()
    for found in search(query, user).found:
        if "hub" in found.source.facets:
            numbers.update(found.count_facets(["hub"])["hub"])
    return dict(facet.roll_up(numbers, Reader(user)))


def test_a_hub_stands_for_those_below(tree):
    for name in ("top", "deep", "right", "beside"):
        MaterialFactory(hub=tree[name], title=f"Комета {name}")
    TopicFactory(hub=tree["deep"], title="О комете")
    numbers = {tree[name].pk: number for name, number in
               [("top", 4), ("left", 2), ("deep", 2), ("right", 1), ("beside", 1)]}  # fmt: skip
    assert shown(VISITOR) == numbers
    for key, number in numbers.items():
        results = search("комета", VISITOR, filters={"hub": str(key)})
        assert results.count == len(results[:50]) == number
    here = search("комета", VISITOR, filters={"hub": str(tree["left"].pk)})
    assert here.counts == {"materials": 1, "topics": 1}
    assert {
        material.pk for material in hub_facet().narrow(Material.objects.all(), tree["top"].pk)
    } == {
        material.pk for material in Material.objects.filter(hub__path__startswith=tree["top"].path)
    }


def test_a_closed_hub_below_adds_nothing_to_what_a_visitor_sees(tree):
    for name in ("top", "deep"):
        MaterialFactory(hub=tree[name], title=f"Комета {name}")
    close(tree["left"])
    assert shown(VISITOR) == {tree["top"].pk: 1}
    assert search("комета", VISITOR, filters={"hub": str(tree["top"].pk)}).count == 1
    assert search("комета", VISITOR, filters={"hub": str(tree["left"].pk)}).count == 0
    assert shown(UserFactory()) == {tree["top"].pk: 2, tree["left"].pk: 1, tree["deep"].pk: 1}


def test_a_hub_above_that_the_reader_may_not_enter_is_not_told(tree):
    MaterialFactory(hub=tree["deep"], title="Комета")
    close(tree["top"], PageViewRestriction.GROUPS)
    moderator = moderator_of(tree["left"])
    assert shown(moderator) == {tree["left"].pk: 1, tree["deep"].pk: 1}
    assert shown(VISITOR) == shown(UserFactory()) == {}


def test_the_cost_is_the_same_for_many_hubs(tree, django_assert_num_queries):
    facet = hub_facet()
    with django_assert_num_queries(1):
        facet.roll_up(Counter({tree["deep"].pk: 3}), Reader(VISITOR))
    with django_assert_num_queries(1):
        facet.roll_up(Counter({hub.pk: 3 for hub in tree.values()}), Reader(VISITOR))
    with django_assert_num_queries(1):
        list(facet.narrow(Material.objects.all(), tree["top"].pk))


@pytest.mark.parametrize("value", ["нет", "", "0", "-1", "9" * 40, None])
def test_what_is_no_hub_leaves_nothing(tree, value):
    MaterialFactory(hub=tree["top"])
    assert list(hub_facet().narrow(Material.objects.all(), value)) == []


def test_nothing_and_a_hub_that_is_gone(tree):
    assert hub_facet().roll_up(Counter(), Reader(VISITOR)) == {}
    assert hub_facet().roll_up(Counter({10**6: 2}), Reader(VISITOR)) == {}


def test_other_facets_are_counted_as_they_are(tree):
    MaterialFactory(hub=tree["top"], kind="test")
    materials = next(source for source in get_sources() if source.name == "materials")
    facet = materials.facets["kind"]
    assert isinstance(facet, Facet)
    numbers = count_facets({"kind": facet}, Material.objects.all())["kind"]
    assert facet.roll_up(numbers, Reader(VISITOR)) == {"test": 1}
    assert facet.narrow(Material.objects.all(), "test").count() == 1
