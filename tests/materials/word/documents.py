"""Word documents as teachers make them, for the tests of their conversion."""

import io
import zipfile

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches
from PIL import Image

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(colour="navy", size=(64, 48), kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    file.seek(0)
    return file


def saved(document):
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def add_list(document, items, level=0, style="List Bullet"):
    """A list of Word: a text is a point, a list of texts the points under the one before."""
    number = _numbering(document, "bullet" if style == "List Bullet" else "decimal")
    for item in items:
        if isinstance(item, list):
            add_list(document, item, level + 1, style)
            continue
        paragraph = document.add_paragraph(item, style=style)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number
        properties.get_or_add_ilvl().val = level


def _numbering(document, kind):
    """The key of a numbering with nine levels, made at its first use."""
    numbering = document.part.numbering_part.element
    abstract_id = {"bullet": "901", "decimal": "902"}[kind]
    for found in numbering.findall(qn("w:num")):
        if found.find(qn("w:abstractNumId")).get(qn("w:val")) == abstract_id:
            return int(found.get(qn("w:numId")))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/></w:lvl>'
        for level in range(9)
    )
    source = (
        f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="{abstract_id}">{levels}</w:abstractNum>'
    )
    numbering.insert(0, parse_xml(source))
    return numbering.add_num(int(abstract_id)).numId


def add_formula(paragraph, above, below):
    """``above / below`` as Word's own formula."""
    formula = paragraph._p.makeelement(f"{{{MATH}}}oMath", {}, nsmap={"m": MATH})
    fraction = formula.makeelement(f"{{{MATH}}}f", {})
    for name, words in (("num", above), ("den", below)):
        part = formula.makeelement(f"{{{MATH}}}{name}", {})
        run, text = formula.makeelement(f"{{{MATH}}}r", {}), formula.makeelement(f"{{{MATH}}}t", {})
        text.text = words
        run.append(text)
        part.append(run)
        fraction.append(part)
    formula.append(fraction)
    paragraph._p.append(formula)


def add_link(paragraph, address, words):
    relation = paragraph.part.relate_to(address, f"{RELATIONS}/hyperlink", is_external=True)
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("r:id"), relation)
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def with_footnotes(file, notes):
    """The document in ``file`` with ``notes``, each referred to from a paragraph of its own."""
    body = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        for n, words in enumerate(notes, start=1)
    )
    part = f'<?xml version="1.0"?><w:footnotes xmlns:w="{WORD}">{body}</w:footnotes>'
    marks = "".join(
        f'<w:p><w:r><w:t>Сноска {n}</w:t></w:r><w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>'
        for n, _ in enumerate(notes, start=1)
    )
    result = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            data = (
                source.read(name).decode()
                if name.endswith((".xml", ".rels"))
                else source.read(name)
            )
            if name == "word/document.xml":
                data = data.replace("<w:body>", f"<w:body>{marks}", 1)
            elif name == "word/_rels/document.xml.rels":
                data = data.replace(
                    "</Relationships>",
                    f'<Relationship Id="rIdNotes" Type="{RELATIONS}/footnotes" '
                    'Target="footnotes.xml"/></Relationships>',
                )
            elif name == "[Content_Types].xml":
                data = data.replace(
                    "</Types>",
                    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.'
                    'openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
                )
            target.writestr(name, data)
        target.writestr("word/footnotes.xml", part)
    result.seek(0)
    return result


def lesson_plan():
    """A plan of a lesson with the table that methodists ask for."""
    document = docx.Document()
    document.add_heading("Сравнение дробей", 0)
    document.add_paragraph("Цель: учить сравнивать дроби & доли <разными> способами.")
    document.add_heading("Ход урока", 1)
    add_list(document, ["Устный счёт", ["карточки", ["зелёные", "синие"], "доска"], "Новая тема"])
    add_list(document, ["Прочитать", "Решить", ["№ 345", "№ 346"]], style="List Number")
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Этап и время"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "Деятельность учителя"
    table.cell(1, 0).text = "Разминка"
    cell = table.cell(2, 3)
    cell.text = "Задание в парах"
    cell.add_paragraph("сравнить", style="List Bullet")
    cell.add_paragraph("объяснить", style="List Bullet")
    inner = table.cell(2, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "внутри", "таблицы"
    table.cell(2, 1).paragraphs[0].add_run().add_picture(picture("green"), width=Inches(1))
    document.add_paragraph("Итоги:")
    plain = document.add_table(2, 2)
    for row, words in enumerate([("Класс", "Баллы"), ("5", "27\nиз 30")]):
        for column, text in enumerate(words):
            plain.cell(row, column).text = text
    paragraph = document.add_paragraph("До рисунка ")
    paragraph.add_run().add_picture(picture("red"), width=Inches(1))
    paragraph.add_run(" после рисунка")
    formula = document.add_paragraph("Ответ: ")
    add_formula(formula, "a+b", "2")
    add_link(document.add_paragraph("Смотрите "), "https://example.org/drobi", "тренажёр")
    return with_footnotes(saved(document), ["По учебнику 5 класса", "См. приложение"])


def long_document(pages=200):
    """About ``pages`` pages: headings, paragraphs, lists, tables and pictures."""
    document = docx.Document()
    red = picture("red")
    for page in range(pages):
        document.add_heading(f"Раздел {page}", 1 + page % 3)
        for number in range(6):
            words = f"Абзац {page}.{number}: " + "учитель и ученики разбирают задачу " * 12
            document.add_paragraph(words.strip())
        add_list(document, [f"пункт {page}.{number}" for number in range(5)])
        if page % 5 == 0:
            table = document.add_table(4, 3)
            for row in range(4):
                for column in range(3):
                    table.cell(row, column).text = f"ячейка {page} {row} {column}"
        if page % 10 == 0:
            document.add_picture(red, width=Inches(1))
    return saved(document)
