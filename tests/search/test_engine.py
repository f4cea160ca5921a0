"""All kinds of things together: order, numbers, facets, snippets, suggestions."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.factories.materials import MaterialFactory
from demo.factories.sections import UsefulSiteFactory
from demo.factories.subjects import HubPageFactory
from materials.models import Material
from search.engine import CANDIDATES_OF_EACH, find, search, suggest
from search.models import Entry, PublicWord
from search.sources import get_sources

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

USER = AnonymousUser()


@pytest.fixture
def hub():
    return HubPageFactory(title="Астрономия")


def test_what_stands_where_makes_the_order(hub):
    in_text = MaterialFactory(hub=hub, title="Урок", summary="Смотрим в телескоп")
    in_title = MaterialFactory(hub=hub, title="Наш школьный телескоп и его история")
    whole = MaterialFactory(hub=hub, title="Телескоп")
    hits = search("телескопы", USER)[:10]
    assert [hit.item for hit in hits] == [whole, in_title, in_text]
    assert all(hit.reasons and hit.score.points > 0 for hit in hits)
    assert "в названии" in str(hits[0].reasons[0].label)


def test_words_beside_each_other_come_first(hub):
    apart = MaterialFactory(hub=hub, title="Звёздный час: карта пути")
    beside = MaterialFactory(hub=hub, title="Урок: звёздная карта")
    assert [hit.item for hit in search("звёздной карты", USER)[:5]] == [beside, apart]


def test_numbers_and_slices_are_exact_beyond_what_is_weighed(hub):
    number = CANDIDATES_OF_EACH + 15
    for place in range(number):
        MaterialFactory(hub=hub, title=f"Комета номер {place}")
    UsefulSiteFactory(title="Кометы", hub=hub)
    results = search("комета", USER)
    assert results.count == number + 1
    assert results.counts == {"materials": number, "useful-sites": 1}
    pages = [hit for start in range(0, results.count, 20) for hit in results[start : start + 20]]
    assert len({(hit.source.name, hit.item.pk) for hit in pages}) == number + 1
    materials = next(source for source in get_sources() if source.name == "materials")
    found = find(materials, "комета", USER)
    assert len(found) == len(set(found.keys)) == number


def test_facets_say_what_each_choice_leaves(hub):
    other = HubPageFactory(title="Физика")
    MaterialFactory(hub=hub, title="Комета", kind="test")
    MaterialFactory(hub=hub, title="Комета над школой", kind="video")
    MaterialFactory(hub=other, title="Хвост кометы", kind="video")
    facets = search("комета", USER).facets
    hubs = {value.value: (value.label, value.number) for value in facets["hub"]}
    assert hubs == {hub.pk: ("Астрономия", 2), other.pk: ("Физика", 1)}
    assert {value.value: value.number for value in facets["kind"]} == {"video": 2, "test": 1}
    for value, number in [("video", 2), ("test", 1)]:
        assert search("комета", USER, filters={"kind": value}).count == number
    narrowed = search("комета", USER, filters={"kind": "test", "hub": str(hub.pk)})
    assert narrowed.count == 1
    # A facet that was chosen shows the other choices still.
    assert {value.value for value in narrowed.facets["kind"]} == {"video", "test"}
    assert search("комета", USER, filters={"hub": "нет", "kind": "video"}).count == 0
    assert search("комета", USER, filters={"нет": "1"}).count == 0


def test_a_snippet_shows_the_words_as_they_stand(hub):
    MaterialFactory(hub=hub, title="Урок", summary="Зимой мы смотрели на Ёлкины звёзды.")
    [hit] = search("звезда елкиной", USER)[:1]
    marked = [text for text, is_marked in hit.snippet.parts if is_marked]
    assert marked[-1] == "звёзды"
    assert str(hit.snippet).startswith("Зимой мы смотрели")


def test_a_question_of_many_words_is_relaxed(hub):
    MaterialFactory(hub=hub, title="Как собрать телескоп из картона")
    results = search("как построить телескоп дома из картона", USER)
    assert results.is_relaxed and results.count == 1


def test_titles_go_on_as_they_were_begun(hub):
    MaterialFactory(hub=hub, title="Телескоп из картона")
    MaterialFactory(hub=hub, title="Телескоп закрытый", live=False)
    assert [one.label for one in suggest("картон теле", USER)] == ["Телескоп из картона"]
    assert [one.label for one in suggest("Астро", USER)] == ["Астрономия"]
    assert suggest("", USER) == suggest("ъъ", USER) == []


def test_the_index_is_rebuilt_over_what_there_is(hub):
    material = MaterialFactory(hub=hub, title="Комета")
    gone = MaterialFactory(hub=hub, title="Комета ушла")
    Material.objects.filter(pk=material.pk).update(title="Астероид")
    Material.objects.filter(pk=gone.pk)._raw_delete("default")
    call_command("update_index", verbosity=0)
    assert list(Entry.objects.filter(object_id=gone.pk, content_type__model="material")) == []
    assert search("комета", USER).count == 0
    assert search("астероид", USER).count == 1
    assert PublicWord.objects.filter(word="астероид").exists()
    call_command("update_index", verbosity=0, schema_only=True)
    assert search("астероид", USER).count == 1


def test_writing_costs_the_same_in_an_index_of_any_size(hub):
    material = MaterialFactory(hub=hub, title="Комета")

    def cost():
        with CaptureQueriesContext(connection) as asked:
            material.save()
        return len(asked)

    material.save()
    few = cost()
    for place in range(20):
        MaterialFactory(hub=hub, title=f"Комета {place}")
    assert cost() == few


def test_the_admin_finds_other_forms_and_unfinished_words(hub):
    MaterialFactory(hub=hub, title="Наблюдаем кометы")
    for query in ["комету", "коме", "наблюдаем ком"]:
        assert hub.materials.all().autocomplete(query).count() == 1, query
    results = Material.objects.filter(live=True).search("кометами")
    assert results.count() == len(results) == 1
    assert dict(results.facet("kind"))
    assert Material.objects.order_by("first_published_at").search(
        "комета", order_by_relevance=False
    )[0]
    assert len(Material.objects.all().search("комета", fields=["title"])) == 1
    assert len(Material.objects.all().search("комета", fields=["summary"])) == 0
