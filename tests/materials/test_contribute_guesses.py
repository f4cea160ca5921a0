"""What the site guesses of a work: its title, kind, grades and tags; and its text."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.subjects import HubPageFactory
from materials.actions import store_file
from materials.blocks import MaterialBlocks
from materials.contribute import drafting
from materials.contribute.plain_text import to_blocks, to_text
from materials.contribute.suggestions import (
    clean_name,
    guess_grades,
    guess_kind,
    guess_title,
    suggest_tags,
)
from materials.enums import FileTextStatus, MaterialKind
from materials.models import FileText, Material
from tests.materials.word.documents import saved

NAMES = [
    ("Рабочий лист_дроби 5 класс (1).docx", "Рабочий лист дроби 5 класс"),
    ("Копия Конспект урока - копия.docx", "Конспект урока"),
    ("plan-uroka.pdf", "Plan uroka"),
    ("Урок 5.pptx", "Урок 5"),
    ("Дроби. Часть 2", "Дроби. Часть 2"),
    ("IMG_20260901_121212.jpg", ""),
    ("photo_2026-11-01_10-11-12.jpg", ""),
    ("Документ Microsoft Word (2).docx", ""),
    ("Без имени 1.odt", ""),
    ("12.pdf", ""),
    ("....", ""),
    ("Ы" * 400 + ".pdf", "Ы" * 255),
]


@pytest.mark.parametrize(("name", "title"), NAMES)
def test_a_title_from_the_name_of_a_file(name, title):
    assert clean_name(name) == title


@pytest.mark.django_db
def test_a_title_from_inside_a_document():
    document = Document()
    document.add_paragraph("Текст")
    document.core_properties.title = " Сравнение  дробей "
    file = saved(document)
    stored = store_file(SimpleUploadedFile("Документ1.docx", file.read()))
    assert guess_title(stored) == "Сравнение дробей"
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("docProps/core.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    stored.file.save("bomb", ContentFile(bomb.getvalue()))
    assert guess_title(stored) == ""


KINDS = [
    ("Контрольная работа по алгебре", "", MaterialKind.TEST),
    ("Рабочий лист: дроби", "", MaterialKind.WORKSHEET),
    ("Технологическая карта урока", "", MaterialKind.LESSON_PLAN),
    ("Рабочая программа 7 класс", "", MaterialKind.PROGRAMME),
    ("Дроби", "https://www.youtube.com/watch?v=1", MaterialKind.VIDEO),
    ("Дроби", "https://vk.com/video-1_2", MaterialKind.VIDEO),
    ("Дроби", "https://example.org/", ""),
]


@pytest.mark.parametrize(("title", "address", "kind"), KINDS)
def test_the_kind(title, address, kind):
    assert guess_kind(Material(title=title, external_url=address)) == kind


GRADES = [
    ("Дроби 5 класс", [5]),
    ("Алгебра, 7-9 классы", [7, 8, 9]),
    ("Задачи 5а кл.", [5]),
    ("11-й класс", [11]),
    ("Для дошкольников", [0]),
    ("Урок 5", []),
    ("25 классных игр", []),
]


@pytest.mark.parametrize(("title", "grades"), GRADES)
def test_the_grades(title, grades):
    assert guess_grades(Material(title=title)) == grades


@pytest.mark.django_db
def test_tags_of_the_hub_that_the_words_speak_of():
    hub = HubPageFactory()
    MaterialFactory(hub=hub, tags=["обыкновенные дроби", "игры", "ФГОС"])
    MaterialFactory(hub=hub, tags=["ФГОС"])
    MaterialFactory(tags=["клетка"])
    stored = StoredFileFactory()
    FileText.objects.filter(stored=stored).update(
        status=FileTextStatus.READY, parts=[["", "Тема: «обыкновенных дробей» сравнение"]]
    )
    version = MaterialFactory(hub=hub, title="Клетка", files=[stored])
    found, common = suggest_tags(version)
    assert found == ["обыкновенные дроби"] and common == ["ФГОС", "игры"]


@pytest.mark.parametrize(
    "text", ["Одна строка", "Первый\nс новой строки\n\nВторой", "a < b & c > d"]
)
def test_text_goes_there_and_back(text):
    assert to_text(to_blocks(text)) == text


def test_what_is_more_than_text_is_not_touched():
    for block in [
        {"type": "heading", "value": {"text": "а"}},
        {"type": "text", "value": "<p>а <b>б</b></p>"},
        {"type": "text", "value": "<ul><li>а</li></ul>"},
    ]:
        assert to_text([block]) is None
    version = Material(body=[{"type": "heading", "value": {"text": "Заголовок"}}])
    drafting.set_typed_text(version, "Новое")
    assert [block.block_type for block in version.body] == ["heading"]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"Абзац {n}: " + "сравниваем дроби " * 20 for n in range(200)),
        "\n\n".join(["<&>" * 1000] * 10),
    ],
)
def test_a_long_text_is_kept_in_several_blocks(text):
    text = "\n\n".join(part.strip() for part in text.split("\n\n"))
    blocks = to_blocks(text)
    assert len(blocks) > 1 and len({block["id"] for block in blocks}) == len(blocks)
    MaterialBlocks().clean(MaterialBlocks().to_python(blocks))
    assert to_text(blocks) == text


@pytest.mark.parametrize("text", ["слово " * 9000, "x" * 90_000, "строка\n" * 9000, "&" * 30_000])
def test_a_paragraph_longer_than_a_block_loses_nothing(text):
    blocks = to_blocks(text)
    MaterialBlocks().clean(MaterialBlocks().to_python(blocks))
    kept = to_text(blocks)
    assert "".join(kept.split()) == "".join(text.split())
    assert to_text(to_blocks(kept)) == kept
