"""A Word document becomes the text of a material, and nothing is lost without a word."""

import io
import re
import zipfile

import docx
import pytest
from lxml import etree

from demo.factories.materials import MaterialFactory
from home.models import SiteImage
from materials.blocks import MaterialBlocks
from materials.pictures import Gallery
from materials.word import notes
from materials.word.importing import ConversionFailedError, import_document
from tests.materials.word.documents import (
    WORD,
    add_link,
    add_list,
    lesson_plan,
    long_document,
    picture,
    saved,
)

pytestmark = pytest.mark.django_db


def imported(file):
    return import_document(file, Gallery(MaterialFactory(), None), "Документ")


def stream(blocks):
    """``blocks`` as the material would keep them: every rule of the editor holds."""
    block = MaterialBlocks()
    value = block.to_python(blocks)
    return block.clean(value)


def squeezed(text):
    return re.sub(r"\s+", "", text.replace("\xa0", " "))


def words_of(blocks):
    """All that readers would see of ``blocks``, without spaces."""
    rendered = str(stream(blocks).render_as_block())
    return squeezed("".join(etree.HTML(f"<div>{rendered}</div>").itertext()))


def paragraphs_of(file):
    """Every paragraph of the document and of its notes, as its XML has them."""
    with zipfile.ZipFile(file) as archive:
        for name in ("word/document.xml", "word/footnotes.xml"):
            if name in archive.namelist():
                root = etree.fromstring(archive.read(name))
                for paragraph in root.iter(f"{{{WORD}}}p"):
                    words = "".join(paragraph.itertext(f"{{{WORD}}}t"))
                    if words.strip():
                        yield squeezed(words)


def count(blocks, kind):
    return sum(block["type"] == kind for block in blocks)


def tags(blocks, name):
    rendered = str(stream(blocks).render_as_block())
    return len(etree.HTML(f"<div>{rendered}</div>").findall(f".//{name}"))


@pytest.fixture
def plan():
    return lesson_plan()


def test_no_paragraph_of_a_lesson_plan_is_lost(plan):
    seen = words_of(imported(plan).blocks)
    # A paragraph's picture stands after its words.
    assert [words for words in paragraphs_of(plan) if words not in seen] == []


def test_tables_lists_and_pictures_are_as_many_as_before(plan):
    blocks = imported(plan).blocks
    assert tags(blocks, "table") == 3
    assert count(blocks, "table") == 1, "the plain one stays easy to edit"
    assert SiteImage.objects.count() == 2 and tags(blocks, "img") == 2
    # Points with three levels, numbers with two, a list in a cell, and the footnotes.
    assert tags(blocks, "li") == 6 + 4 + 2 + 2


def test_the_levels_of_lists_stay(plan):
    text = next(block["value"] for block in imported(plan).blocks if "карточки" in str(block))
    assert re.search(r"<ul><li>Устный счёт<ul><li>карточки<ul><li>зелёные", text)


def test_headings_links_and_footnotes(plan):
    blocks = imported(plan).blocks
    assert [block["value"]["text"] for block in blocks if block["type"] == "heading"] == [
        "Сравнение дробей", "Ход урока", "Примечания",
    ]  # fmt: skip
    text = str(blocks)
    assert '<a href="https://example.org/drobi">тренажёр</a>' in text
    assert "Сноска 1<sup>[1]</sup>" in text


def test_joined_cells_stay_joined(plan):
    table = next(block for block in imported(plan).blocks if block["type"] == "document_table")
    assert 'colspan="2"' in table["value"]["html"] and 'rowspan="2"' in table["value"]["html"]


def test_a_formula_becomes_a_line_and_is_told(plan):
    result = imported(plan)
    assert "(a+b)/2" in str(result.blocks)
    assert result.notes[notes.EQUATION] == 1
    assert any("формул" in sentence for sentence in result.sentences)


def test_what_stays_behind_is_told():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Колонтитул школы"
    add_link(document.add_paragraph("Файл: "), "file:///C:/plan.docx", "план")
    document.add_paragraph().add_run().add_picture(picture(kind="BMP"))
    result = imported(saved(document))
    assert result.notes[notes.HEADER] == 1 and result.notes[notes.BAD_LINK] == 1
    assert "план" in str(result.blocks) and "file:" not in str(result.blocks)
    assert SiteImage.objects.count() == 1, "a picture of an old kind is drawn anew"
    assert len(result.sentences) == 2


def test_a_long_document():
    file = long_document()
    result = imported(file)
    seen = words_of(result.blocks)
    assert [words for words in paragraphs_of(file) if words not in seen] == []
    assert tags(result.blocks, "table") == 40
    assert tags(result.blocks, "li") == 1000
    assert tags(result.blocks, "img") == 20
    assert SiteImage.objects.count() == 1, "one picture is kept once"
    assert notes.HEADINGS_JOINED in result.notes


@pytest.mark.parametrize("length", [30_000, 400_000])
def test_a_paragraph_longer_than_a_block(length):
    document = docx.Document()
    document.add_paragraph("слово " * (length // 6))
    result = imported(saved(document))
    assert words_of(result.blocks).count("слово") == length // 6


def test_a_list_longer_than_a_block_goes_on_counting():
    document = docx.Document()
    add_list(
        document, [f"задание {n} " + "и ещё слова " * 20 for n in range(200)], style="List Number"
    )
    result = imported(saved(document))
    assert tags(result.blocks, "li") == 200


def test_nothing_active_comes_through():
    document = docx.Document()
    document.add_paragraph("<script>alert(1)</script>")
    add_link(document.add_paragraph(), "javascript:alert(1)", "сюда")
    table = document.add_table(1, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "<img src=x onerror=alert(1)>"
    add_link(table.cell(0, 0).add_paragraph(), "javascript:alert(1)", "туда")
    rendered = str(stream(imported(saved(document)).blocks).render_as_block())
    root = etree.HTML(f"<div>{rendered}</div>")
    assert not root.findall(".//script") and "javascript:" not in rendered
    assert not [e for e in root.iter() for name in e.attrib if name.startswith("on")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"plain text"])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(ConversionFailedError):
        imported(io.BytesIO(data))


def test_an_empty_document_gives_nothing():
    assert imported(saved(docx.Document())).blocks == []


@pytest.mark.parametrize(
    "attributes",
    [
        'alt="><img src=x onerror=alert(1)>"',
        'id="5" format="><img src=x onerror=alert(1)>"',
        'id="&quot;><script>alert(1)</script>"',
        'embedtype="media" url="https://example.org"',
    ],
)
def test_a_crafted_picture_in_a_table_does_nothing(attributes):
    source = f'<table><tr><td><embed embedtype="image" {attributes}>x</td></tr></table>'
    block = {"type": "document_table", "value": {"html": source, "caption": ""}}
    root = etree.HTML(str(stream([block]).render_as_block()))
    assert not root.findall(".//script")
    assert not [name for element in root.iter() for name in element.attrib if name == "onerror"]


def test_pictures_of_a_draft_have_addresses_that_nobody_guesses():
    imported(lesson_plan())
    for image in SiteImage.objects.all():
        assert re.search(r"[0-9a-f]{32}", image.file.name), image.file.name
