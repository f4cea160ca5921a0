"""The text of a Word document on the page of a work."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory
from demo.factories.subjects import HubPageFactory
from materials.actions import store_file
from materials.contribute import drafting
from materials.models import Material
from materials.word.importing import Imported
from tests.materials.word.documents import saved


def document(words):
    made = Document()
    made.add_paragraph(words)
    return saved(made).read()


pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    author = MembershipFactory(hub=HubPageFactory()).user
    client.force_login(author)
    return author


@pytest.fixture
def stored(author):
    content = document("Сравнение дробей")
    return store_file(SimpleUploadedFile("Конспект.docx", content), author)


@pytest.fixture
def draft(author, stored):
    return MaterialFactory(
        title="Конспект", owner=author, live=False, files=[stored], with_revision=True,
        hub=author.memberships.get().hub,
    )  # fmt: skip


def act(client, material, verb, stored, **values):
    material = Material.objects.get(pk=material.pk)
    return client.post(
        reverse("materials:edit_about", args=[material.pk]),
        {"base": material.latest_revision_id, "act": f"{verb}:{stored.pk}", "title": "Набранное",
         **values},
        follow=True,
    )  # fmt: skip


def body_of(material):
    body = Material.objects.get(pk=material.pk).get_latest_revision_as_object().body
    return str(body).replace("\u00a0", " ") if body else ""


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def test_the_text_is_shown_and_taken_off_again(client, draft, stored):
    page = text_of(act(client, draft, "show", stored))
    assert "Сравнение дробей" in body_of(draft)
    assert "Убрать текст" in page and 'value="Набранное"' in page
    assert Material.objects.get(pk=draft.pk).title == "Набранное"
    act(client, draft, "show", stored)
    assert body_of(draft).count("Сравнение дробей") == 1
    page = text_of(act(client, draft, "drop", stored))
    assert not body_of(draft) and "Показать текст документа" in page
    assert [row.stored for row in draft.files.all()] == [stored]


def test_what_could_not_be_carried_over_is_said(client, draft, stored, monkeypatch):
    class WithNotes(Imported):
        sentences = ["Диаграммы не перенесены: 2."]

    found = WithNotes([{"type": "text", "value": "<p>Слова</p>", "id": "1"}])
    monkeypatch.setattr(drafting, "import_document", lambda *args: found)
    assert "Диаграммы не перенесены: 2." in text_of(act(client, draft, "show", stored))


def test_a_damaged_document_stays_a_file(client, draft, stored, monkeypatch):
    def fail(*args):
        raise drafting.ConversionFailedError("damaged")

    monkeypatch.setattr(drafting, "import_document", fail)
    assert "Не получилось достать текст" in text_of(act(client, draft, "show", stored))
    assert not body_of(draft)


def test_only_a_document_of_the_work_is_read(client, draft, author):
    foreign = store_file(SimpleUploadedFile("Чужой.docx", document("Чужое")))
    text = StoredFileFactory(uploaded_by=author)
    for other in [foreign, text]:
        assert act(client, draft, "show", other).status_code == 200
    assert not body_of(draft)


def test_typed_text_and_the_document_stand_beside_each_other(client, draft, stored):
    act(client, draft, "show", stored)
    url = reverse("materials:edit_files", args=[draft.pk])
    base = Material.objects.get(pk=draft.pk).latest_revision_id
    client.post(url, {"base": base, "text": "Как пользоваться"})
    assert client.get(url).context["form"]["text"].value() == "Как пользоваться"
    text = body_of(draft)
    assert text.index("Как пользоваться") < text.index("Сравнение дробей")
    base = Material.objects.get(pk=draft.pk).latest_revision_id
    client.post(url, {"base": base, "text": "Как пользоваться", "act": f"remove:{stored.pk}"})
    assert "Сравнение дробей" not in body_of(draft)
