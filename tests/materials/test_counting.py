"""Numbers beside the choices of the list, against a count by hand; what of them is remembered."""

import datetime
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials import filters as filters_module
from materials.filters import COUNTED, MaterialFilters
from materials.models import Material
from materials.sections import MaterialsSection

pytestmark = pytest.mark.django_db

KINDS, LICENCES = ["lesson_plan", "test", "presentation"], ["cc_by", "cc0"]


@pytest.fixture
def hubs():
    parent = HubPageFactory(title="Математика", slug="mathematics")
    hubs = {
        "parent": parent,
        "child": HubPageFactory(parent=parent, title="Геометрия", slug="geometry"),
        # Whoever signs in may enter this one, and only its moderators the next.
        "members": HubPageFactory(parent=parent, title="Для своих", slug="members-only"),
        "closed": HubPageFactory(parent=parent, title="Закрытый", slug="closed"),
        "unpublished": HubPageFactory(parent=parent, title="Не готов", slug="draft", live=False),
        "archived": HubPageFactory(
            title="Архив", slug="archive", wound_up_on=datetime.date(2024, 5, 31)
        ),
        "other": HubPageFactory(title="Биология", slug="biology"),
    }
    PageViewRestriction.objects.create(page=hubs["members"], restriction_type="login")
    PageViewRestriction.objects.create(page=hubs["closed"], restriction_type="groups")
    return hubs


ENTERED = {
    "visitor": ["parent", "child", "archived", "other"],
    "member": ["parent", "child", "archived", "other", "members"],
    "moderator": ["parent", "child", "archived", "other", "members", "closed"],
}


@pytest.fixture
def reader(request, hubs):
    """A name of a role and the person."""
    if request.param == "visitor":
        return request.param, AnonymousUser()
    if request.param == "member":
        return request.param, UserFactory()
    return request.param, moderator_of(hubs["closed"])


@pytest.fixture
def bank(hubs):
    """Materials of every hub, some of them guests of any other, and differing in the rest."""
    stored, places = StoredFileFactory(), list(hubs.values())
    for number in range(42):
        guests = {
            places[(number + step) % len(places)]
            for step in range(1, 4)
            if number // 7 % 4 >= step
        }  # fmt: skip
        MaterialFactory(
            title=f"Материал {number}", hub=places[number % len(places)], also_in=guests,
            kind=KINDS[number % 3], licence=LICENCES[number // 3 % 2],
            grades=[[], [5], [5, 7]][number // 2 % 3],
            files=[stored] * (number // 5 % 3), tags=["дроби"] if number % 4 else ["ВПР"],
            live=number % 11 != 10,
        )  # fmt: skip
    return [
        {
            "live": material.live,
            "path": material.hub.path,
            "paths": [material.hub.path, *(hub.path for hub in material.also_in.all())],
            "kind": material.kind,
            "licence": material.licence,
            "grade": {str(grade.pk) for grade in material.grades.all()},
            "files": material.files.exists(),
            "tag": set(material.tags.slugs()),
        }
        for material in Material.objects.all()
    ]  # fmt: skip


def matches(row, name, value, hubs):
    if name == "hub":
        path = next(hub.path for hub in hubs.values() if hub.slug == value)
        return any(one.startswith(path) for one in row["paths"])
    if name in {"grade", "tag"}:
        return str(value) in row[name]
    return row["files"] if name == "files" else row[name] == value


def by_hand(bank, hubs, role, root, params):
    """How many materials ``params`` leave, counted one by one."""
    entered = {hubs[name].path for name in ENTERED[role]}
    wanted = {**params, **({"hub": root.slug} if root and "hub" not in params else {})}
    if root and "hub" in params:
        bank = [row for row in bank if matches(row, "hub", root.slug, hubs)]
    return sum(
        row["live"]
        and row["path"] in entered
        and all(matches(row, name, value, hubs) for name, value in wanted.items())
        for row in bank
    )


def read(user, params, root=None):
    return MaterialFilters(QueryDict(urlencode(params)), user, "/materials/", hub=root)


def counts_of(filters, name):
    """``{choice: number}`` as the page shows it; a choice that is left out leaves none."""
    field = filters.form.fields[name]
    labels = {"1": filters.form[name].label} if name == "files" else dict(field.choices)
    return {
        str(value): int(str(label).rpartition("(")[2].rstrip(")"))
        for value, label in labels.items()
        if value != ""
    }


CHOSEN = [
    {},
    {"kind": "test"},
    {"grade": "5", "licence": "cc0"},
    {"files": "1", "tag": "дроби"},
    {"kind": "test", "licence": "cc_by", "files": "1"},
    {"kind": "test", "grade": "5", "licence": "cc0", "files": "1", "tag": "дроби"},
]


@pytest.mark.parametrize("hub", ["", "parent", "child", "archived"])
@pytest.mark.parametrize("root", ["", "parent"])
@pytest.mark.parametrize("reader", ["visitor", "member", "moderator"], indirect=True)
def test_every_number_is_what_the_choice_leaves(reader, root, hub, hubs, bank):
    role, user = reader
    root = hubs[root] if root else None
    if root and hub in {"parent", "archived"}:
        pytest.skip("no choice in the list of this hub")
    for chosen in CHOSEN:
        params = {**chosen, **({"hub": hubs[hub].slug} if hub else {})}
        filters = read(user, params, root)
        assert filters.active.keys() == params.keys()
        assert filters.total == by_hand(bank, hubs, role, root, params)
        assert filters.get_queryset().count() == filters.total
        offered = {name: dict(filters.form.fields[name].choices) for name in COUNTED[:-1]}
        offered["files"] = {"1": ""}
        filters.count_choices()
        for name in COUNTED:
            shown = counts_of(filters, name)
            for value in offered[name]:
                if value != "":
                    expected = by_hand(bank, hubs, role, root, {**params, name: str(value)})
                    assert shown.get(str(value), 0) == expected, (params, name, value)


@pytest.mark.parametrize("reader", ["visitor", "member", "moderator"], indirect=True)
def test_closed_hubs_are_no_choice_and_the_tab_counts_as_the_list(reader, hubs, bank):
    role, user = reader
    entered = {hubs[name].pk for name in ENTERED[role]}
    assert {hub.pk for hub in read(user, {}).hubs} == entered
    counts = MaterialsSection().counts(list(hubs.values()), user)
    for name in ENTERED[role]:
        assert counts[hubs[name].pk] == read(user, {}, hubs[name]).total
    for name in hubs.keys() - ENTERED[role]:
        assert read(user, {"hub": hubs[name].slug}).ignored == ["hub"]


@pytest.mark.parametrize("reader", ["visitor", "member", "moderator"], indirect=True)
def test_what_is_readable_is_what_is_visible(reader, hubs, bank):
    _role, user = reader
    assert set(read(user, {}).all) == set(Material.objects.visible_to(user))


@pytest.fixture
def large(monkeypatch):
    """Any bank is a large one, whose numbers are remembered."""
    monkeypatch.setattr(filters_module, "LARGE", 1)
    cache.clear()
    yield
    cache.clear()


def kinds(filters):
    filters.count_choices()
    return counts_of(filters, "kind")


def test_a_large_bank_remembers_its_numbers(large, bank, hubs, django_assert_num_queries):
    filters = read(AnonymousUser(), {"grade": "5"})
    known, topics = kinds(filters), filters.get_topics()
    again = read(AnonymousUser(), {"grade": "5"})
    assert again.total == filters.total
    with django_assert_num_queries(0):
        assert kinds(again) == known
        assert again.get_topics() == topics


def test_the_list_itself_is_never_remembered(large, client, hubs):
    def shown():
        page = client.get("/materials/").context["page_obj"]
        return page.paginator.count, {material.title for material in page}

    first, second = (MaterialFactory(hub=hubs["parent"], kind="test") for _ in range(2))
    assert shown() == (2, {first.title, second.title})
    third = MaterialFactory(hub=hubs["parent"], kind="lesson_plan")
    assert shown() == (3, {first.title, second.title, third.title})
    # With another number of them, what stands beside the choices is counted anew too.
    assert kinds(read(AnonymousUser(), {})) == {"lesson_plan": 1, "test": 2}
    first.live = False
    first.save()
    assert shown() == (2, {second.title, third.title})
    assert client.get("/materials/?page=2").status_code == 404


def test_one_reader_never_gets_the_numbers_of_another(large, hubs, bank):
    readers = {
        "moderator": moderator_of(hubs["closed"]),
        "member": UserFactory(),
        "visitor": AnonymousUser(),
    }
    for role, user in readers.items():
        for root in [None, hubs["parent"]]:
            expected = {
                kind: by_hand(bank, hubs, role, root, {"kind": kind})
                for kind in KINDS
            }  # fmt: skip
            assert kinds(read(user, {}, root)) == expected


def test_a_hub_that_is_closed_is_told_of_no_more(large, hubs):
    MaterialFactory(hub=hubs["other"], kind="test", tags=["тайное"])
    MaterialFactory(hub=hubs["parent"], kind="lesson_plan", tags=["дроби"])
    before = read(AnonymousUser(), {})
    assert kinds(before) == {"test": 1, "lesson_plan": 1}
    assert {topic.label for topic in before.get_topics()} == {"дроби", "тайное"}
    PageViewRestriction.objects.create(page=hubs["other"], restriction_type="login")
    after = read(AnonymousUser(), {})
    assert kinds(after) == {"lesson_plan": 1}
    assert {topic.label for topic in after.get_topics()} == {"дроби"}


def test_words_that_were_asked_for_are_not_remembered(large, hubs, bank):
    costs = []
    read(AnonymousUser(), {"q": "материал"}).count_choices()  # words that mean the same are read
    for _ in range(2):
        filters = read(AnonymousUser(), {"q": "материал"})
        with CaptureQueriesContext(connection) as asked:
            filters.count_choices()
            filters.get_topics()
        costs.append(len(asked))
    assert costs[0] == costs[1] > 0
