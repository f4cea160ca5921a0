"""Tables of people from files: XLSX and CSV, each a list of rows of texts.

A file is what somebody has: headings after a title, empty rows, numbers where words belong,
formulas. Of a formula the value is read that the program has stored; nothing is ever counted.
"""

import csv
import datetime
import io
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from home.uploads import check_upload
from home.uploads.archives import DAMAGE
from home.uploads.limits import MEGABYTE

from .names import tidy

ALLOWED = ("xlsx", "csv")
MAX_BYTES = 5 * MEGABYTE
# What a table of so few people may unpack to; ordinary ones take a tenth of it.
MAX_UNPACKED = 60 * MEGABYTE
MAX_ROWS = 5000
# Empty rows are passed over, but not for ever.
MAX_LINES = 50_000
MAX_COLUMNS = 50
# More of a cell is kept nowhere: whatever is that long is wrong, and is said so.
CELL_LENGTH = 400
DELIMITERS = ";\t,"
# All that the library of spreadsheets raises on a file that somebody bent on purpose.
BROKEN = (*DAMAGE, InvalidFileException, ParseError, TypeError, AttributeError, AssertionError)


@dataclass(frozen=True)
class Line:
    """One row of a table: its number as the person's program shows it, and the cells."""

    number: int
    cells: list


def read_table(file):
    """The rows of an uploaded ``file`` that hold anything. Raises ``ValidationError`` with
    words for the person who chose it."""
    kind = check_upload(file, allowed=ALLOWED, max_size=MAX_BYTES)
    lines = _read_csv(file) if kind.extension == "csv" else _read_xlsx(file)
    if not lines:
        raise ValidationError(_("The table is empty."), code="empty")
    return lines


def _collect(rows):
    """Rows with something in them, counted as the program that made the table counts them."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [_as_text(value) for value in row[:MAX_COLUMNS]]
        if any(cells):
            lines.append(Line(number, cells))
        # The headings, and a few words above them, are no people.
        if len(lines) > MAX_ROWS + 20 or number > MAX_LINES:
            raise too_many_rows()
    return lines


def too_many_rows():
    """The error for a table that is to be parted."""
    return ValidationError(
        _("There are too many rows: the limit is %(limit)s. Divide the table into parts.")
        % {"limit": MAX_ROWS},
        code="too_many_rows",
    )


def _as_text(value):
    """What a person sees in a cell."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return tidy(str(value)[: CELL_LENGTH * 2])[:CELL_LENGTH]


def _read_xlsx(file):
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise ValidationError(
                    _("The table unpacks to too much. Copy only the people into a new one."),
                    code="archive_bomb",
                )
        file.seek(0)
        # Values that were stored, not formulas; read row by row, so that size does not matter.
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = _first_sheet(book)
            sheet.reset_dimensions()
            return _collect(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True))
        finally:
            book.close()
    except ValidationError:
        raise
    except BROKEN as error:
        raise ValidationError(
            _("The table does not open. Save it anew as XLSX or CSV and try again."),
            code="damaged",
        ) from error


def _first_sheet(book):
    """The first sheet that people see (a chart may have a sheet of its own)."""
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise ValidationError(_("The table is empty."), code="empty")


def _read_csv(file):
    file.seek(0)
    text = _decode(file.read()).replace("\x00", " ")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return _collect(reader)
    except csv.Error as error:
        raise ValidationError(
            _("The table does not open. Save it anew as XLSX or CSV and try again."),
            code="damaged",
        ) from error


def _decode(content):
    """A text in one of the encodings that programs in Russian schools write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _delimiter(text):
    """What parts the cells: the sign that the first lines have most of."""
    head = text.lstrip("\ufeff\r\n").splitlines()[:5]
    counts = {sign: sum(line.count(sign) for line in head) for sign in DELIMITERS}
    return max(counts, key=counts.get) if any(counts.values()) else ";"
