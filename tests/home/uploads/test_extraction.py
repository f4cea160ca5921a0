"""The text inside files, and files made to harm whoever reads them."""

import io
import resource
import zipfile

import docx
import openpyxl
import pptx
import pytest
from fpdf import FPDF

from home.uploads.extraction import ExtractionFailedError, extract_text, limits
from tests.home.text.test_personal_data import kinds

FONT = "demo/fonts/GolosText-Regular.ttf"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
)


def text_of(file, extension):
    parts, _is_cut = extract_text(file, extension)
    return "\n".join(part.text for part in parts)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file


def test_word_with_tables_heads_and_feet():
    document = docx.Document()
    document.add_paragraph("Цель урока")
    document.add_table(1, 2).cell(0, 1).text = "Ячейка"
    document.sections[0].header.paragraphs[0].text = "Колонтитул"
    text = text_of(saved(document), "docx")
    assert all(word in text for word in ["Цель урока", "Ячейка", "Колонтитул"])


def test_slides_by_number_with_the_speakers_notes():
    show = pptx.Presentation()
    for words in ["Первый", "Второй"]:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = words
        slide.notes_slide.notes_text_frame.text = f"Заметка: {words}"
    parts, _is_cut = extract_text(saved(show), "pptx")
    second = "\n".join(part.text for part in parts if part.place == "slide:2")
    assert "Второй" in second and "Заметка: Второй" in second and "Первый" not in second


def test_sheets_by_name():
    book = openpyxl.Workbook()
    book.active.title = "Сводка"
    book.active.append(["Класс", 5, None, "«Б»"])
    parts, _is_cut = extract_text(saved(book), "xlsx")
    assert [(part.place, part.text) for part in parts] == [("sheet:Сводка", "Класс\t5\t«Б»")]


def test_pages_of_pdf():
    paper = FPDF()
    paper.add_font("Golos", fname=FONT)
    paper.set_font("Golos")
    for words in ["Первая страница", "Вторая страница"]:
        paper.add_page()
        paper.cell(text=words)
    parts, _is_cut = extract_text(io.BytesIO(bytes(paper.output())), "pdf")
    assert [(part.place, part.text) for part in parts] == [
        ("page:1", "Первая страница"),
        ("page:2", "Вторая страница"),
    ]


def test_opendocument():
    body = (
        f"<office:d {ODF}><text:h>Тема</text:h>"
        "<text:p>Начало <text:span>важное</text:span> конец</text:p></office:d>"
    )
    assert text_of(zipped("content.xml", body), "odt") == "Тема\nНачало важное конец"


def test_rich_and_plain_text_in_the_encodings_of_russian_texts():
    rich = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}"
    assert text_of(io.BytesIO(rich), "rtf") == "Привет"
    for encoding in ["utf-8", "utf-8-sig", "cp1251"]:
        assert text_of(io.BytesIO("Привет".encode(encoding)), "txt") == "Привет"


def test_personal_data_inside_a_file_is_found():
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, (name, phone) in enumerate(
        [("Ученик", "Телефон"), ("Иванов Петя", "8 912 345-67-89"), ("Сомова Аня", "89123456780")]
    ):
        table.cell(row, 0).text, table.cell(row, 1).text = name, phone
    assert "phone" in kinds(text_of(saved(document), "docx"))


def test_files_without_text_are_passed_over():
    assert extract_text(io.BytesIO(b"anything"), "png") is None


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "no archive": (lambda: io.BytesIO(b"PK\x03\x04junk"), "docx"),
    "no pdf": (lambda: io.BytesIO(b"%PDF-1.4 junk"), "pdf"),
    "nothing": (lambda: io.BytesIO(b""), "xlsx"),
    "entities": (
        lambda: zipped(
            "word/document.xml", f'<!DOCTYPE x [<!ENTITY e0 "a">{ENTITIES}]><x>&e9;</x>'
        ),
        "docx",
    ),
    "one word of 150 MB": (
        lambda: zipped("word/document.xml", f"<w:d {WORD}><w:t>{'a' * 150_000_000}</w:t></w:d>"),
        "docx",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_said_and_harms_nobody(name):
    make, extension = HOSTILE[name]
    file = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ExtractionFailedError):
        extract_text(file, extension)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < 64 * limits.MEGABYTE


def test_an_endless_text_is_cut():
    words = f"<w:p><w:t>{'а' * 1000}</w:t></w:p>" * 5000
    parts, is_cut = extract_text(zipped("word/document.xml", f"<w:d {WORD}>{words}</w:d>"), "docx")
    assert is_cut
    assert sum(len(part.text) for part in parts) <= limits.MAX_CHARACTERS
