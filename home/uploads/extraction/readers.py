"""Readers of each kind of file: ``(place, text)`` pairs, where a place is what a reader would
look for: ``page:3``, ``slide:2``, ``sheet:Marks``, or nothing. Nothing here imports Django."""

import re
import zipfile
from pathlib import Path

from defusedxml.ElementTree import iterparse

from . import limits

WORD_PARTS = re.compile(r"^word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$")
SLIDE = re.compile(r"^ppt/slides/slide(\d+)\.xml$")
SLIDE_NOTES = re.compile(r"^ppt/notesSlides/notesSlide(\d+)\.xml$")
# Elements, without their namespaces: what carries text, and what ends a line after it.
OFFICE_BREAKS = {"p", "br", "cr", "tr"}
OFFICE_SPACES = {"tab", "tc"}
ODF_BREAKS = {"p", "h", "line-break", "table-row"}
ODF_SPACES = {"s", "tab", "table-cell"}


class BoundedPart:
    """A part of an archive that is read up to a limit; beyond it, ``ValueError``."""

    def __init__(self, stream):
        self.stream = stream
        self.left = limits.MAX_PART_BYTES

    def read(self, size=-1):
        data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise ValueError("part too large")
        return data


def _local(tag):
    return tag.rpartition("}")[2]


def _office_text(stream):
    """Text of an Office XML part, read as a stream: its elements are dropped as they end."""
    pieces, length = [], 0
    for _event, element in iterparse(stream, events=("end",)):
        name = _local(element.tag)
        if name == "t" and element.text:
            pieces.append(element.text)
            length += len(element.text)
            if length > limits.MAX_CHARACTERS:
                break
        elif name in OFFICE_BREAKS:
            pieces.append("\n")
        elif name in OFFICE_SPACES:
            pieces.append("\t")
        element.clear()
    return "".join(pieces)


def _odf_text(stream):
    """Text of an OpenDocument part; there the words stand between elements of any kind."""
    pieces, length = [], 0
    for _event, element in iterparse(stream, events=("end",)):
        name = _local(element.tag)
        if name in ODF_BREAKS or name in ODF_SPACES:
            text = "".join(element.itertext())
            pieces += [text, "\n" if name in ODF_BREAKS else " "]
            length += len(text)
            if length > limits.MAX_CHARACTERS:
                break
            # Its words are taken; what follows it belongs to the element around.
            tail = element.tail
            element.clear()
            element.tail = tail
    return "".join(pieces)


def read_docx(path):
    """The document, then its notes, comments, heads and feet."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if WORD_PARTS.match(name)]
        for name in sorted(names, key=lambda name: (name != "word/document.xml", name)):
            with archive.open(name) as stream:
                yield "", _office_text(BoundedPart(stream))


def read_pptx(path):
    """Slide after slide, each with the speaker's notes."""
    with zipfile.ZipFile(path) as archive:
        found = [
            (int(match.group(1)), pattern is SLIDE_NOTES, name)
            for name in archive.namelist()
            for pattern in (SLIDE, SLIDE_NOTES)
            if (match := pattern.match(name))
        ]
        for number, _is_notes, name in sorted(found):
            with archive.open(name) as stream:
                yield f"slide:{number}", _office_text(BoundedPart(stream))


def read_odf(path):
    """Text, table or slides of OpenDocument."""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        yield "", _odf_text(BoundedPart(stream))


def read_xlsx(path):
    """Sheet after sheet, row after row, with the values that its formulas had."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    cells = 0
    for sheet in book.worksheets:
        lines = []
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
            if cells > limits.MAX_CELLS:
                break
            values = [str(value) for value in row if value is not None]
            if values:
                lines.append("\t".join(values))
        yield f"sheet:{sheet.title}", "\n".join(lines)
    book.close()


def read_pdf(path):
    """Page after page."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("encrypted")
    for number, page in enumerate(reader.pages, start=1):
        yield f"page:{number}", page.extract_text()


def read_rtf(path):
    """Rich text of old programs; its letters are in the code page that it names."""
    from striprtf.striprtf import rtf_to_text

    with Path(path).open(encoding="ascii", errors="surrogateescape") as stream:
        source = stream.read(limits.MAX_CHARACTERS * 8)
    yield "", rtf_to_text(source, encoding="cp1251", errors="replace")


def read_txt(path):
    """Plain text in one of the encodings that Russian texts come in."""
    with Path(path).open("rb") as stream:
        data = stream.read(limits.MAX_CHARACTERS * 4)
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            yield "", data.decode(encoding)
            return
        except UnicodeDecodeError:
            continue
    yield "", data.decode("utf-8", errors="replace")


READERS = {
    "docx": read_docx,
    "pptx": read_pptx,
    "ppsx": read_pptx,
    "xlsx": read_xlsx,
    "odt": read_odf,
    "ods": read_odf,
    "odp": read_odf,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "txt": read_txt,
    "csv": read_txt,
}


def read(path, extension):
    """``(parts, is_cut)``: what ``path``, a file of kind ``extension``, says."""
    parts, total, is_cut = [], 0, False
    for place, text in READERS[extension](path):
        text = tidy(text or "")
        room = limits.MAX_CHARACTERS - total
        if len(parts) >= limits.MAX_PARTS or room <= 0:
            is_cut = True
            break
        if len(text) > room:
            text, is_cut = text[:room], True
        total += len(text)
        if text:
            parts.append([place, text])
    return parts, is_cut


BLANKS = re.compile(r"[ \t\u00a0]*\n\s*\n[ \t\u00a0]*")
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def tidy(text):
    """``text`` without control characters and heaps of empty lines."""
    return BLANKS.sub("\n\n", UNREADABLE.sub("", text.replace("\r\n", "\n"))).strip()
