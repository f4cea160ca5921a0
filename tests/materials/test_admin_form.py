"""The form of a material: what it refuses, and that nothing typed or uploaded is lost."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials.models import Material, StoredFile

from .admin_forms import admin_url, file_row, material_form

pytestmark = pytest.mark.django_db

PLAN = "План урока.txt"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def other():
    return HubPageFactory(title="Биология")


@pytest.fixture
def moderator(hub, client):
    user = moderator_of(hub)
    client.force_login(user)
    return user


CONTENT = "Тема: дроби.".encode()


def upload(name=PLAN, content=CONTENT):
    return SimpleUploadedFile(name, content)


def errors_of(response):
    form = response.context["form"]
    return {
        **form.errors,
        "files": [row.errors for row in form.formsets["files"].forms],
        "authors": [row.errors for row in form.formsets["authors"].forms],
    }


def test_the_form_opens_in_russian_with_the_moderators_hub_alone(client, moderator, hub, other):
    response = client.get(admin_url("add"))
    assert response.status_code == 200
    form = response.context["form"]
    assert [choice[1] for choice in form.fields["hub"].choices] == [hub.title]
    assert form.fields["hub"].initial == hub.pk
    html = response.content.decode()
    assert "Биология" in html  # as a hub to show it in too


def test_a_material_is_published_with_its_file(client, moderator, hub):
    form = material_form(
        hub=hub.pk,
        files=[file_row(upload=upload(), title="План")],
        authors=[{"user": "", "name": "О. В. Лебедева"}],
        **{"action-publish": "1"},
    )
    response = client.post(admin_url("add"), form)
    assert response.status_code == 302, errors_of(response)
    material = Material.objects.get()
    assert material.live and material.owner == moderator
    assert [row.stored.name for row in material.files.all()] == [PLAN]
    assert material.authors_label == "О. В. Лебедева"
    assert {tag.name for tag in material.tags.all()} == {"дроби", "ФГОС"}
    assert material.grades_label
    assert StoredFile.objects.get().uploaded_by == moderator


def test_a_draft_may_lack_everything_but_the_title(client, moderator):
    empty = {"summary": "", "kind": "", "grades": [], "tags": "", "school": ""}
    response = client.post(
        admin_url("add"), material_form(files=[file_row()], authors=[{"name": ""}], **empty)
    )
    assert response.status_code == 302, errors_of(response)
    material = Material.objects.get()
    assert not material.live and material.hub is None
    for name in ["edit", "history", "inspect", "usage", "workflow_history"]:
        assert client.get(admin_url(name, material.pk)).status_code == 200
    assert client.get(admin_url("list")).status_code == 200
    assert client.get(admin_url("list") + "?export=xlsx").status_code == 200


def test_a_draft_without_a_title_is_refused_at_the_field(client, moderator):
    response = client.post(admin_url("add"), material_form(title=""))
    assert response.status_code == 200
    assert "title" in errors_of(response)


def test_publishing_asks_for_what_is_missing(client, moderator, hub):
    response = client.post(
        admin_url("add"),
        material_form(hub="", summary="", kind="", **{"action-publish": "1"}),
    )
    assert response.status_code == 200
    errors = errors_of(response)
    assert {"hub", "summary", "kind", "__all__"} <= set(errors)
    assert not Material.objects.exists()


def test_what_was_typed_and_uploaded_survives_a_mistake_elsewhere(client, moderator, hub):
    form = material_form(
        hub=hub.pk,
        title="Я" * 300,
        external_url="javascript:alert(1)",
        files=[file_row(upload=upload(), title="План"), file_row(title="пустая строка")],
        authors=[{"name": "О. В. Лебедева"}],
        **{"action-publish": "1"},
    )
    response = client.post(admin_url("add"), form)
    assert response.status_code == 200
    errors = errors_of(response)
    assert "255" in errors["title"][0]
    assert "https://" in errors["external_url"][0]
    assert errors["files"][0] == {} and errors["files"][1]["stored"]
    html = response.content.decode()
    assert "Я" * 300 in html and "javascript:alert(1)" in html and "О. В. Лебедева" in html
    assert PLAN in html
    # The file arrived, so the next attempt only refers to it.
    stored = StoredFile.objects.get()
    kept = response.context["form"].formsets["files"].forms[0]
    assert kept["stored"].value() == stored
    again = material_form(
        hub=hub.pk,
        files=[file_row(user=moderator, stored=stored, title="План")],
        **{"action-publish": "1"},
    )
    assert client.post(admin_url("add"), again).status_code == 302
    assert Material.objects.get().lead_file == stored


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("план.docx", b"", "0"),
        ("план.docx", b"MZ" + b"\0" * 200, "docx"),
        ("рисунок.svg", b"<svg><script>alert(1)</script></svg>", "SVG"),
        ("рисунок.png", b"<svg><script>alert(1)</script></svg>", "SVG"),
        ("вирус.exe", b"MZ" + b"\0" * 200, "exe"),
    ],
)
def test_wrong_files_get_a_message_at_their_row(client, moderator, hub, name, content, said):
    for action in [{}, {"action-publish": "1"}]:  # a draft, a publication
        form = material_form(
            hub=hub.pk, files=[file_row(upload=upload(name, content), title="План")], **action
        )
        response = client.post(admin_url("add"), form)
        assert response.status_code == 200
        assert said in errors_of(response)["files"][0]["stored"][0]
        assert "Сравнение дробей" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit(client, moderator, hub, settings):
    settings.MAX_UPLOAD_MB = 1
    settings.MAX_IMAGE_MB = 1
    big = upload("большой.txt", b"a" * (3 * 1024 * 1024))
    response = client.post(
        admin_url("add"), material_form(hub=hub.pk, files=[file_row(upload=big)])
    )
    assert response.status_code == 200
    assert "1" in errors_of(response)["files"][0]["stored"][0]


def test_a_wrong_replacement_leaves_the_file_that_was_there(client, moderator, hub):
    material = MaterialFactory(hub=hub, files=[StoredFileFactory()], with_revision=True)
    row, stored = material.listed_files[0], material.lead_file
    form = material_form(hub=hub.pk, files=[])
    form.update(
        {
            "files-TOTAL_FORMS": "1",
            "files-INITIAL_FORMS": "1",
            "files-0-id": row.pk,
            "files-0-ORDER": "1",
            "files-0-title": "",
            "files-0-stored-kept": file_row(user=moderator, stored=stored)["stored-kept"],
            "files-0-stored": upload("пусто.txt", b""),
        }
    )
    response = client.post(admin_url("edit", material.pk), form)
    assert response.status_code == 200
    assert errors_of(response)["files"][0]["stored"]
    assert response.context["form"].formsets["files"].forms[0]["stored"].value() == stored


def test_somebody_elses_token_gives_no_file(client, moderator, hub):
    stored = StoredFileFactory()
    stranger = moderator_of(HubPageFactory())
    for token in [file_row(user=stranger, stored=stored)["stored-kept"], "ерунда", str(stored.pk)]:
        form = material_form(hub=hub.pk, files=[{"stored-kept": token, "title": ""}])
        response = client.post(admin_url("add"), form)
        assert response.status_code == 200
        assert errors_of(response)["files"][0]["stored"]


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_another_hub_is_refused_at_the_field(client, moderator, hub, other, action):
    response = client.post(
        admin_url("add"), material_form(hub=other.pk, files=[file_row(upload=upload())], **action)
    )
    assert response.status_code == 200
    assert "hub" in errors_of(response)


def test_nothing_new_is_published_in_a_wound_up_hub(client, hub):
    client.force_login(site_editor())
    material = MaterialFactory(hub=hub, live=False, files=[StoredFileFactory()])
    hub.wound_up_on = datetime.date(2026, 1, 1)
    hub.save()
    form = material_form(hub=hub.pk, external_url="https://example.org/", **{"action-publish": "1"})
    response = client.post(admin_url("edit", material.pk), form)
    assert response.status_code == 200
    assert "hub" in errors_of(response)


def test_the_editor_saves_by_itself_and_sends_a_file_once(client, moderator, hub):
    form = material_form(hub=hub.pk, files=[file_row(upload=upload(), title="План")])
    headers = {"Accept": "application/json"}
    response = client.post(admin_url("add"), form, headers=headers)
    answer = response.json()
    assert answer["success"]
    updates = answer["field_updates"]
    assert updates["files-0-stored"] == ""
    assert PLAN in updates["files-0-stored-name"]
    material = Material.objects.get()
    form = material_form(hub=hub.pk, files=[])
    form.update(
        {
            "files-TOTAL_FORMS": "1",
            "files-INITIAL_FORMS": updates["files-INITIAL_FORMS"],
            "files-0-id": updates["files-0-id"],
            "files-0-ORDER": "1",
            "files-0-title": "План",
            "files-0-stored-kept": updates["files-0-stored-kept"],
        }
    )
    response = client.post(admin_url("edit", material.pk), form, headers=headers)
    assert response.json()["success"]
    assert StoredFile.objects.count() == 1
    assert [row.stored.name for row in Material.objects.get().files.all()] == [PLAN]


def test_preview_shows_the_page_of_the_draft(client, moderator, hub):
    material = MaterialFactory(hub=hub, live=False)
    stored = StoredFileFactory(uploaded_by=moderator)
    form = material_form(hub=hub.pk, files=[file_row(moderator, stored, title="План")])
    url = admin_url("preview_on_edit", material.pk)
    assert client.post(url, form).json()["is_valid"]
    response = client.get(url, {"mode": ""})
    assert response.status_code == 200
    assert "План" in response.content.decode()
