"""What versions, deletions and renamings must not spoil."""

import pytest

from demo.factories.materials import MaterialCollectionFactory, MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from materials.labels import grades_label, names_label
from materials.models import Material, MaterialAuthor, StoredFile
from materials.text import make_slug, make_sort_key
from search.queries import matching_keys
from subjects.signals import activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


def test_publishing_an_old_version_keeps_what_the_server_manages(hub):
    owner = UserFactory()
    material = MaterialFactory(hub=hub, owner=owner, with_revision=True)
    revision = material.get_latest_revision()
    Material.objects.filter(pk=material.pk).update(download_count=7)
    other = UserFactory()
    Material.objects.filter(pk=material.pk).update(owner=other)
    material.refresh_from_db()
    material.get_latest_revision().publish()
    material.refresh_from_db()
    assert material.download_count == 7
    assert material.owner == other
    assert revision.as_object().download_count == 7


def test_a_version_keeps_grades_tags_guests_files_and_authors(hub):
    guest = HubPageFactory()
    material = MaterialFactory(
        hub=hub, grades=[5], tags=["дроби"], also_in=[guest], authors=["И. Иванов"],
        files=[StoredFileFactory()], with_revision=True,
    )  # fmt: skip
    material.grades.clear()
    material.tags.clear()
    material.also_in.clear()
    material.files.clear()
    material.authors.clear()
    material.save_revision().publish()
    material = Material.objects.get()
    assert not material.listed_files and not material.grades_label
    material.revisions.first().publish()
    material = Material.objects.get()
    assert material.lead_file and material.authors_label == "И. Иванов"
    assert [tag.name for tag in material.tags.all()] == ["дроби"]
    assert list(material.also_in.all()) == [guest]
    assert [grade.pk for grade in material.grades.all()] == [5]


def test_versions_of_a_deleted_hub_and_file_still_open(hub):
    material = MaterialFactory(hub=hub, files=[StoredFileFactory()], with_revision=True)
    revision = material.get_latest_revision()
    material.hub = HubPageFactory()
    material.files.clear()
    material.save()
    StoredFile.objects.all().delete()
    hub.delete()
    version = revision.as_object()
    assert version.hub is None
    assert version.listed_files == [] and version.lead_file is None
    assert version.get_workflow() is None


def test_authors_stay_signed_when_their_account_goes(hub):
    author = UserFactory(public_name="Анна Кузьмина")
    material = MaterialFactory(hub=hub, authors=[author], with_revision=True)
    revision = material.get_latest_revision()
    author.delete()
    assert Material.objects.get().authors_label == "Анна Кузьмина"
    assert revision.as_object().authors_label == "Анна Кузьмина"


def test_a_material_asks_the_moderators_of_its_hub_or_of_the_hub_above():
    parent = HubPageFactory()
    child = HubPageFactory(parent=parent)
    material = MaterialFactory(hub=child)
    assert material.get_workflow() == child.provision.workflow
    child.provision.workflow.active = False
    child.provision.workflow.save()
    assert Material.objects.get().get_workflow() == parent.provision.workflow
    assert MaterialFactory(hub=None, live=False).get_workflow() is None


def test_publishing_is_told_once_as_new_and_then_as_updated(hub):
    told = []

    def listen(actor, verb, target, hub, **kwargs):
        told.append((actor, verb, target.pk, hub.pk))

    activity.connect(listen)
    user = UserFactory()
    material = MaterialFactory(hub=hub, live=False)
    material.save_revision(user=user).publish()
    material = Material.objects.get()
    material.save_revision(user=user).publish()
    activity.disconnect(listen)
    assert told == [
        (user, "published", material.pk, hub.pk),
        (user, "updated", material.pk, hub.pk),
    ]


def test_what_is_published_is_found_by_its_authors_and_tags(
    hub, django_capture_on_commit_callbacks
):
    material = MaterialFactory(hub=hub, title="Синус", live=False)
    material.tags.add("тригонометрия")
    material.authors.add(MaterialAuthor(name="Феофан Прокопович"))
    with django_capture_on_commit_callbacks(execute=True):
        material.save_revision().publish()
    assert matching_keys(Material, "тригонометрией") == [material.pk]
    assert matching_keys(Material, "прокоповича") == [material.pk]
    material = Material.objects.get()
    material.authors.set([MaterialAuthor(name="Иван Крылов")])
    with django_capture_on_commit_callbacks(execute=True):
        material.save_revision().publish()
    assert matching_keys(Material, "прокоповича") == []
    assert matching_keys(Material, "крылов") == [material.pk]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Сравнение дробей: урок", "sravnenie-drobey-urok"),
        ("«Щи да каша»", "shchi-da-kasha"),
        ("2 + 2 = 4", "2-2-4"),
        ("???", "material"),
        ("", "material"),
    ],
)
def test_slugs_are_latin(title, slug):
    assert make_slug(title, "material") == slug


def test_long_slugs_end_with_a_word():
    slug = make_slug("Очень длинное название " * 20, "material")
    assert len(slug) <= 80 and slug.endswith(("ochen", "dlinnoe", "nazvanie"))
    assert len(make_slug("я" * 300, "material")) <= 80


def test_titles_are_sorted_as_readers_expect():
    titles = ["«Ёлка»", "жук", "Еда", "Ель"]
    assert sorted(titles, key=make_sort_key) == ["Еда", "«Ёлка»", "Ель", "жук"]


def test_a_long_title_has_a_key_that_fits():
    assert len(make_sort_key("İ" * 255)) == 255


def test_labels_in_russian():
    assert grades_label([5]) == "5 класс"
    assert grades_label([7, 5, 6, 9]) == "5–7, 9 классы"
    assert grades_label([0, 1, 2]) == "дошкольники, 1, 2 классы"
    assert grades_label([]) == ""
    assert names_label(["А", "Б", "В"]) == "А, Б, В"
    assert names_label(["А", "Б", "В", "Г", "Д"]) == "А, Б, В и ещё 2"


def test_a_collection_shows_published_materials_in_its_order(hub):
    first, second = MaterialFactory(hub=hub), MaterialFactory(hub=hub)
    draft = MaterialFactory(hub=hub, live=False)
    collection = MaterialCollectionFactory(materials=[(second, "Сначала это"), draft, first])
    assert collection.listed_items(UserFactory()) == [(second, "Сначала это"), (first, "")]
