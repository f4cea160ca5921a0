"""Rare things of Word: their words come through, or the author is told that they did not."""

import docx
import pytest
from docx.oxml import parse_xml

from demo.factories.materials import MaterialFactory
from materials.pictures import Gallery
from materials.word import notes
from materials.word.importing import import_document
from tests.materials.word.documents import RELATIONS, WORD, saved

pytestmark = pytest.mark.django_db

NAMESPACES = f"""xmlns:w="{WORD}" xmlns:r="{RELATIONS}"
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
    xmlns:v="urn:schemas-microsoft-com:vml"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" """
PARAGRAPH = "<w:p><w:r><w:t>Слова внутри</w:t></w:r></w:p>"
BOX = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
    f"{PARAGRAPH}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    "</w:drawing>"
)
OLD_BOX = (
    f"<w:pict><v:shape><v:textbox><w:txbxContent>{PARAGRAPH}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict>"
)
RUN = "<w:r><w:t>Слова внутри</w:t></w:r>"
CARRIED = {
    "a text box": f"<w:p><w:r>{BOX}</w:r></w:p>",
    "a text box of old": f"<w:p><w:r>{OLD_BOX}</w:r></w:p>",
    "a text box in both forms": (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice>'
        f"<mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    "a text box in the new form alone": (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice>'
        "</mc:AlternateContent></w:r></w:p>"
    ),
    "a field": f'<w:p><w:fldSimple w:instr="TITLE">{RUN}</w:fldSimple></w:p>',
    "a field to fill in": f"<w:sdt><w:sdtContent><w:p>{RUN}</w:p></w:sdtContent></w:sdt>",
    "another direction": f'<w:p><w:bdo w:val="ltr">{RUN}</w:bdo></w:p>',
    "a smart tag": f"<w:p><w:smartTag>{RUN}</w:smartTag></w:p>",
}


def imported(inner):
    document = docx.Document()
    document.add_paragraph("До")
    holder = parse_xml(f"<w:body {NAMESPACES}>{inner}</w:body>")
    for element in list(holder):
        document.element.body.insert(1, element)
    return import_document(saved(document), Gallery(MaterialFactory(), None), "Документ")


@pytest.mark.parametrize("inner", CARRIED.values(), ids=CARRIED)
def test_words_come_through_once(inner):
    result = imported(inner)
    assert str(result.blocks).count("Слова внутри") == 1
    assert notes.LOST not in result.notes


def test_corrections_are_shown_as_accepted_and_told():
    result = imported(
        f'<w:p><w:ins w:id="1" w:author="a">{RUN}</w:ins><w:del w:id="2" w:author="a"><w:r>'
        "<w:delText>вычеркнуто</w:delText></w:r></w:del></w:p>"
    )
    assert "Слова внутри" in str(result.blocks) and "вычеркнуто" not in str(result.blocks)
    assert result.notes == {notes.TRACKED: 1}


def test_words_that_no_reader_knows_are_told_of():
    lost = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>сверху</w:t></w:r></w:rt></w:ruby></w:r></w:p>"
    result = imported(lost * 3)
    assert result.notes == {notes.LOST: 3}
    assert "3 абзац" in result.sentences[0]


def test_diagrams_and_pieces_of_other_documents_are_told_of():
    result = imported(
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm="rId90"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        '<w:altChunk r:id="rId91"/>'
    )
    assert result.notes == {notes.CHART: 1, notes.OBJECT: 1}
    assert len(result.sentences) == 2


def test_a_list_that_skips_levels_keeps_its_points():
    points = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>точка {level}</w:t></w:r></w:p>"
        for level in [0, 3, 8, 2, 7]
    )
    assert all(f"точка {level}" in str(imported(points).blocks) for level in [0, 3, 8, 2, 7])


def test_tables_within_tables_keep_their_words():
    inner = PARAGRAPH
    for depth in range(40):
        words = f"<w:p><w:r><w:t>глубина {depth}</w:t></w:r></w:p>"
        inner = f"<w:tbl><w:tr><w:tc>{inner}{words}</w:tc></w:tr></w:tbl>"
    result = imported(inner)
    assert all(f"глубина {depth}<" in str(result.blocks) for depth in range(40))
    assert notes.LOST not in result.notes
