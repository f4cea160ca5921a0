"""The admin of materials: each view, for each kind of person; and a whole moderation."""

import pytest
from django.core import mail
from django.urls import reverse

from demo.factories.materials import (
    MaterialCollectionFactory,
    MaterialFactory,
    StoredFileFactory,
)
from demo.factories.members import UserFactory
from materials.models import FileDownloads, Material, MaterialCollection

from .admin_forms import admin_url, collection_form, enter, file_row, material_form

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

INSTANCE_VIEWS = [
    "edit", "delete", "usage", "history", "history_results", "inspect", "unpublish",
    "preview_on_edit", "workflow_history",
]  # fmt: skip


def instance_urls(material):
    revision = material.latest_revision_id
    yield from (admin_url(name, material.pk) for name in INSTANCE_VIEWS)
    yield admin_url("revisions_view", material.pk, revision)
    yield admin_url("revisions_revert", material.pk, revision)
    yield admin_url("revisions_compare", material.pk, "earliest", "live")


@pytest.mark.parametrize("who", ["superuser", "editor", "moderator"])
def test_those_who_look_after_it_open_every_view(client, people, material, who):
    enter(client, people[who])
    for url in instance_urls(material):
        assert client.get(url).status_code in {200, 302}, url
    for name in ["list", "list_results", "add"]:
        assert client.get(admin_url(name)).status_code == 200


@pytest.mark.parametrize("who", ["other moderator", "member", "visitor"])
def test_others_open_none(client, people, material, who):
    enter(client, people[who])
    for url in instance_urls(material):
        response = client.get(url)
        assert response.status_code in {302, 403}, url
        if response.status_code == 302:
            # Back to the admin's first page, or to the way in.
            assert "materials" not in response["Location"].partition("?")[0], url
        assert "Сравнение дробей" not in response.content.decode()
    for name in ["delete", "unpublish", "lock", "edit"]:
        client.post(admin_url(name, material.pk), {"title": "Захвачено"})
    material.refresh_from_db()
    assert material.title == "Сравнение дробей"
    assert material.live
    assert not material.locked


def test_lists_exports_and_choosers_show_ones_own(client, people, material, other):
    mine = MaterialFactory(title="Лягушка", hub=other)
    enter(client, people["other moderator"])
    chooser = reverse(Material.snippet_viewset.chooser_viewset.get_url_name("choose"))
    export = client.get(admin_url("list") + "?export=csv")
    for content in [
        client.get(admin_url("list")).content.decode(),
        b"".join(export.streaming_content).decode(),
        client.get(chooser).json()["html"],
    ]:
        assert mine.title in content
        assert material.title not in content


@pytest.mark.indexed
def test_the_chooser_of_a_collection_searches_ones_own(client, people, material, other):
    mine = MaterialFactory(title="Дроби лягушки", summary="Дроби", hub=other)
    chooser = Material.snippet_viewset.chooser_viewset
    enter(client, people["other moderator"])
    for name in ["choose", "choose_results"]:
        response = client.get(reverse(chooser.get_url_name(name)), {"q": "дроби"})
        assert response.status_code == 200
        content = response.json()["html"] if name == "choose" else response.content.decode()
        assert mine.title in content
        assert material.title not in content


def test_the_export_has_russian_headings_and_words(client, people, material):
    enter(client, people["moderator"])
    response = client.get(admin_url("list") + "?export=csv")
    heading, row = b"".join(response.streaming_content).decode().strip().splitlines()
    for words in ["Название", "Хаб", "Вид", "Классы", "Скачивания"]:
        assert words in heading
    for words in ["Сравнение дробей", "Математика", "Конспект урока", "5 класс", "Лебедева"]:
        assert words in row
    assert client.get(admin_url("list") + "?export=xlsx").status_code == 200


def test_filters_of_the_list(client, people, material, hub):
    draft = MaterialFactory(title="Черновик", hub=hub, live=False, kind="test", grades=[7])
    enter(client, people["moderator"])

    def shown(query):
        return set(client.get(f"{admin_url('list')}?{query}").context["object_list"])

    assert shown("") == {material, draft}
    assert shown("kind=test") == shown("grade=7") == shown("live=false") == {draft}
    assert shown(f"hub={hub.pk}&licence=cc_by&live=true") == {material}
    assert shown("kind=nonsense") == {material, draft}


def test_a_long_list_costs_no_more_queries(
    client, people, hub, django_assert_max_num_queries, material
):
    enter(client, people["moderator"])
    client.get(admin_url("list"))
    for _n in range(20):
        MaterialFactory(
            hub=hub, grades=[5], authors=[UserFactory()], files=[StoredFileFactory()],
            with_revision=True,
        )  # fmt: skip
    with django_assert_max_num_queries(35):
        client.get(admin_url("list"))


# -- A whole moderation --------------------------------------------------------------------


def test_a_sent_material_reaches_its_moderators_alone_and_is_published(
    client, people, hub, django_capture_on_commit_callbacks
):
    for name in ["moderator", "other moderator"]:
        people[name].email = f"{name.replace(' ', '-')}@example.org"
        people[name].save()
    author = UserFactory()
    draft = MaterialFactory(
        hub=hub, live=False, owner=author, files=[StoredFileFactory()], with_revision=True
    )
    with django_capture_on_commit_callbacks(execute=True):
        draft.get_workflow().start(draft, author)
    assert [message.to for message in mail.outbox] == [["moderator@example.org"]]

    task = draft.current_workflow_task_state
    approve = admin_url("workflow_action", draft.pk, "approve", task.pk)
    enter(client, people["other moderator"])
    assert client.post(approve).status_code in {302, 403}
    draft.refresh_from_db()
    assert not draft.live

    enter(client, people["moderator"])
    assert draft.title in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(admin_url("edit", draft.pk)).status_code == 200
    assert client.post(approve).status_code in {200, 302}
    draft = Material.objects.get(pk=draft.pk)
    assert draft.live
    assert draft.owner == author
    client.logout()
    assert client.get(draft.url).status_code == 200
    assert client.get(draft.files.first().url).status_code == 200


def test_a_moderator_edits_publishes_withdraws_and_publishes_anew(client, people, hub, material):
    enter(client, people["moderator"])
    row, stored = material.listed_files[0], material.lead_file
    form = material_form(hub=hub.pk, title="Сравнение дробей, вторая редакция")
    form.update(
        {
            "files-TOTAL_FORMS": "1",
            "files-INITIAL_FORMS": "1",
            "files-0-id": row.pk,
            "files-0-ORDER": "1",
            **{
                f"files-0-{name}": value
                for name, value in file_row(people["moderator"], stored).items()
            },
        }
    )
    url = admin_url("edit", material.pk)
    assert client.post(url, form).status_code == 302
    material.refresh_from_db()
    assert material.title == "Сравнение дробей"
    assert material.has_unpublished_changes
    assert client.post(url, {**form, "action-publish": "1"}).status_code == 302
    material = Material.objects.get()
    assert material.title.endswith("вторая редакция")
    assert [file.stored for file in material.files.all()] == [stored]
    assert client.post(admin_url("unpublish", material.pk)).status_code == 302
    assert client.get(material.url).status_code == 410
    assert client.post(url, {**form, "action-publish": "1"}).status_code == 302
    assert client.get(Material.objects.get().url).status_code == 200
    assert client.get(admin_url("history", material.pk)).status_code == 200


# -- Collections, downloads, the first page -------------------------------------------------


def test_collections(client, people, material, hub, other):
    enter(client, people["moderator"])
    add = admin_url("add", model=MaterialCollection)
    assert client.get(add).status_code == 200
    item = {"material": material.pk, "note": "Сначала это"}
    form = collection_form([item], hub=hub.pk)
    assert client.post(add, {**form, "action-publish": "1"}).status_code == 302
    collection = MaterialCollection.objects.get()
    assert collection.live
    assert material.title in client.get(collection.url).content.decode()
    for wrong in [
        collection_form([item], hub=other.pk),
        collection_form([item], hub=""),
        collection_form([], hub=hub.pk),
        collection_form([item], hub=hub.pk, title="Я" * 300),
    ]:
        response = client.post(add, {**wrong, "action-publish": "1"})
        assert response.status_code == 200
        assert response.context["form"].errors
    assert client.post(add, collection_form([{"material": ""}], hub=hub.pk)).status_code == 302
    enter(client, people["other moderator"])
    assert client.get(admin_url("edit", collection.pk, model=MaterialCollection)).status_code in {
        302,
        403,
    }


def test_collections_of_the_whole_site_are_the_editors(client, people):
    collection = MaterialCollectionFactory()
    url = admin_url("edit", collection.pk, model=MaterialCollection)
    enter(client, people["moderator"])
    assert client.get(url).status_code in {302, 403}
    enter(client, people["editor"])
    assert client.get(url).status_code == 200


def test_the_editor_leads_to_the_page_when_there_is_one(client, people, material, hub):
    enter(client, people["moderator"])
    assert material.url in client.get(admin_url("edit", material.pk)).content.decode()
    draft = MaterialFactory(hub=hub, live=False)
    assert draft.url not in client.get(admin_url("edit", draft.pk)).content.decode()


def test_the_register_of_downloads_is_read_only_and_ones_own(client, people, material, other):
    foreign = MaterialFactory(title="Лягушка", hub=other, files=[StoredFileFactory()])
    for thing in [material, foreign]:
        client.get(thing.files.first().url)
    rows = {row.material_id: row for row in FileDownloads.objects.all()}
    mine, hers = rows[material.pk], rows[foreign.pk]
    prefix = "materials_filedownloads_modeladmin"
    for who in ["moderator", "editor", "superuser"]:
        enter(client, people[who])
        index = client.get(reverse(f"{prefix}_index"))
        assert index.status_code == 200
        html = index.content.decode()
        assert material.title in html
        assert (foreign.title in html) == (who != "moderator")
        assert client.get(reverse(f"{prefix}_inspect", args=[mine.pk])).status_code == 200
        for url in ["create", "edit", "delete"]:
            args = [] if url == "create" else [mine.pk]
            assert client.get(reverse(f"{prefix}_{url}", args=args)).status_code in {302, 403}
    enter(client, people["moderator"])
    assert client.get(reverse(f"{prefix}_inspect", args=[hers.pk])).status_code in {302, 403}
    export = client.get(reverse(f"{prefix}_index") + "?export=csv")
    content = b"".join(export.streaming_content).decode()
    assert "Математика" in content
    assert foreign.title not in content
    enter(client, people["member"])
    assert client.get(reverse(f"{prefix}_index")).status_code in {302, 403}


def test_the_first_page_of_the_admin_names_drafts_of_ones_own(client, people, hub, other):
    MaterialFactory(title="Мой черновик", hub=hub, live=False, with_revision=True)
    MaterialFactory(title="Чужой черновик", hub=other, live=False, with_revision=True)
    enter(client, people["moderator"])
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Мой черновик" in html
    assert "Чужой черновик" not in html
