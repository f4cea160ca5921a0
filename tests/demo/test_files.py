"""The files of the demo bank open in the programs they are made for, and say what they should."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pptx
import pypdf
import pytest
from odf import teletype, text
from odf.opendocument import load
from PIL import Image

from demo.files import FORMATS, HUB_COLOURS, make_file
from demo.files.palette import WHITE, rgb

ARTICLE = {
    "title": "Квадратные уравнения: восемь задач",
    "sections": [
        {
            "heading": "Цели",
            "paragraphs": ["Корни x₁ и x₂ есть при D ≥ 0 → проверяем √16 = 4."],
            "bullets": ["вспомнить формулу", "составить уравнение"],
            "numbered": ["Разминка", "Работа в парах"],
        },
        {
            "heading": "Ход урока",
            "numbered": ["Начать с начала"],
            "table": {"header": ["Этап", "Минуты"], "rows": [["Итог", 10], ["Без времени"]]},
        },
    ],
}
CONTENTS = {
    "docx": ARTICLE,
    "odt": ARTICLE,
    "pdf": ARTICLE,
    "pptx": {
        "title": "Строение клетки",
        "subtitle": "5 класс",
        "slides": [
            {"title": "Что мы увидим", "bullets": ["Оболочка", "Ядро"], "notes": "Две минуты"},
            {"title": "Без списка"},
        ],
    },
    "xlsx": {
        "sheets": [
            {"name": "Итоги: 8А/8Б", "header": ["Имя", "Балл"], "rows": [["А", 2], ["Б", 3]]},
            {"name": "Сумма", "header": ["Всего"], "rows": [["=SUM('Итоги  8А 8Б'!B2:B3)"]]},
        ]
    },
    "png": {
        "picture": "number_line",
        "title": "Координатная прямая",
        "labels": ["Ноль — начало отсчёта", "Если a → b, то √a ≤ √b"],
    },
}


def make(fmt, **options):
    return BytesIO(make_file(fmt, CONTENTS[fmt], **options))


@pytest.mark.parametrize("fmt", FORMATS)
def test_same_content_gives_same_bytes(fmt):
    first = make_file(fmt, CONTENTS[fmt], colour="teal", author="Н. П. Рябинина")

    assert make_file(fmt, CONTENTS[fmt], colour="teal", author="Н. П. Рябинина") == first


@pytest.mark.parametrize("colour", HUB_COLOURS)
def test_white_is_read_on_each_colour(colour):
    def luminance(hex_colour):
        parts = [part / 255 for part in rgb(hex_colour)]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    contrast = (luminance(WHITE) + 0.05) / (luminance(HUB_COLOURS[colour]) + 0.05)

    assert contrast >= 4.5


def test_colours_are_those_of_the_site():
    tokens = (Path(__file__).parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")

    assert dict(re.findall(r"hub-colour-(\w+)\s*{ --hub-light: (#\w+)", tokens)) == HUB_COLOURS


def test_unknown_format_and_colour_are_named():
    with pytest.raises(ValueError, match="'doc'"):
        make_file("doc", ARTICLE)
    with pytest.raises(ValueError, match="'beige'"):
        make_file("docx", ARTICLE, colour="beige")


def test_word_document_has_structure_and_properties():
    document = docx.Document(make("docx", author="Н. П. Рябинина"))

    assert document.core_properties.title == ARTICLE["title"]
    assert document.core_properties.author == "Н. П. Рябинина"
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "List Bullet", "List Number"} <= styles
    header = document.tables[0].rows[0]
    assert [cell.text for cell in header.cells] == ["Этап", "Минуты"]
    assert header._tr.trPr.xpath("./w:tblHeader")


def test_each_numbered_list_of_a_word_document_begins_anew():
    document = docx.Document(make("docx"))

    numbers = {
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
    }

    assert len(numbers) == 2


def test_open_document_text_has_headings_and_repeated_table_header():
    stream = make("odt")
    document = load(stream)

    headings = [
        (heading.getAttribute("outlinelevel"), teletype.extractText(heading))
        for heading in document.getElementsByType(text.H)
    ]

    assert headings == [("1", ARTICLE["title"]), ("2", "Цели"), ("2", "Ход урока")]
    with ZipFile(stream) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert b"table-header-rows" in archive.read("content.xml")


def test_text_of_pdf_can_be_read_back():
    reader = pypdf.PdfReader(make("pdf", author="Н. П. Рябинина"))

    page = reader.pages[0].extract_text()

    assert "Корни x₁ и x₂ есть при D ≥ 0 → проверяем √16 = 4." in page
    assert reader.metadata.title == ARTICLE["title"]
    assert reader.metadata.author == "Н. П. Рябинина"
    assert reader.trailer["/Root"]["/Lang"] == "ru-RU"
    assert [entry.title for entry in reader.outline] == ["Цели", "Ход урока"]


def test_presentation_is_wide_and_has_notes():
    deck = pptx.Presentation(make("pptx"))

    assert round(deck.slide_width / deck.slide_height, 2) == 1.78
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == ["Строение клетки", "Что мы увидим", "Без списка"]
    assert deck.slides[1].notes_slide.notes_text_frame.text == "Две минуты"
    assert deck.slides[1].placeholders[1].text_frame.text == "Оболочка\nЯдро"


def test_workbook_keeps_header_in_sight_and_formulas_alive():
    book = openpyxl.load_workbook(make("xlsx"))

    assert book.sheetnames == ["Итоги  8А 8Б", "Сумма"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    assert book["Сумма"]["A2"].data_type == "f"
    assert book["Итоги  8А 8Б"]["A1"].font.bold


@pytest.mark.parametrize("picture", ["number_line", "no-such-drawing"])
def test_poster_is_a_light_picture(picture):
    data = make_file("png", CONTENTS["png"] | {"picture": picture})

    with Image.open(BytesIO(data)) as poster:
        assert poster.size == (1200, 1600)
        assert poster.text["Title"] == "Координатная прямая"
    assert len(data) < 200_000
