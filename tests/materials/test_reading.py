"""The text inside files: read in the background, found by search, guarded."""

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from demo.factories.materials import MaterialFactory, StoredFileFactory
from home.text.personal_data import PersonalData
from materials.actions import store_file
from materials.enums import FileTextStatus
from materials.guard import findings_of, unread_files
from materials.models import FileText, Material
from tests.home.uploads.test_extraction import saved

pytestmark = pytest.mark.django_db


def word_file(*paragraphs, name="План.docx"):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return SimpleUploadedFile(name, saved(document).getvalue())


@pytest.fixture
def stored(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return store_file(word_file("Опыт с электромагнитом", "Звонить 8 912 345-67-89"))


def test_a_file_is_read_when_it_is_kept(stored):
    text = FileText.objects.get(stored=stored)
    assert text.status == FileTextStatus.READY
    assert "Опыт с электромагнитом" in text.whole


def test_a_damaged_file_is_marked(django_capture_on_commit_callbacks):
    stored = StoredFileFactory(name="Текст.txt", content="Урок".encode())
    stored.extension = "docx"
    stored.save()
    call_command("read_files", verbosity=0)
    text = FileText.objects.get(stored=stored)
    assert text.status == FileTextStatus.FAILED and text.reason


def test_a_picture_holds_no_text():
    stored = StoredFileFactory()
    stored.extension = "png"
    stored.save()
    call_command("read_files", verbosity=0)
    assert FileText.objects.get(stored=stored).status == FileTextStatus.NONE


def test_words_inside_a_file_are_found(stored, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        material = MaterialFactory(title="Урок физики", files=[stored])
        material.save_revision().publish()
    assert list(Material.objects.all().search("электромагниты")) == [material]


def test_the_guard_names_the_field_or_the_file_and_the_words(stored):
    material = MaterialFactory(summary="Пишите: ivanova@mail.ru", files=[stored])
    mail, phone = findings_of(material)
    assert (mail.kind, mail.text) == (PersonalData.EMAIL, "ivanova@mail.ru")
    assert (phone.where, phone.text) == ("План.docx", "8 912 345-67-89")
    assert phone.before.endswith("Звонить ")


def test_the_guard_reads_the_body():
    body = [{"type": "text", "value": "<p>Мой номер <b>8 912</b> 345-67-89</p>"}]
    assert [found.kind for found in findings_of(MaterialFactory(body=body))] == ["phone"]


def test_the_guard_reads_what_is_behind_the_words_of_a_link():
    body = [
        {
            "type": "text",
            "value": '<p><a href="mailto:ivanova%40mail.ru?subject=1">Пишите</a>, '
            '<a href="tel:+79123456789">звоните</a>, '
            '<a href="mailto:petrova@mail.ru">petrova@mail.ru</a></p>',
        }
    ]
    found = findings_of(MaterialFactory(body=body))
    assert [(one.place, one.text) for one in found] == [
        ("", "petrova@mail.ru"), ("ссылка", "ivanova@mail.ru"), ("ссылка", "+79123456789"),
    ]  # fmt: skip


def test_the_guard_reads_names_of_files_and_tags():
    file = StoredFileFactory(name="Иванов_89123456789.txt")
    material = MaterialFactory(files=[file], tags=["ivanova@mail.ru"])
    row = material.files.get()
    row.title = "Звонить 8 912 345-67-80"
    row.save()
    found = findings_of(Material.objects.get(pk=material.pk))
    assert {one.text for one in found} == {
        "89123456789", "ivanova@mail.ru", "8 912 345-67-80",
    }  # fmt: skip


def test_an_unread_file_is_told():
    stored = StoredFileFactory()
    material = MaterialFactory(files=[stored])
    assert [text.stored for text in unread_files(material)] == [stored]
    call_command("read_files", verbosity=0)
    assert not unread_files(material).exists()
