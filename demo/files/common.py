"""What all the makers share: the fixed date, the fonts, and archives that never differ."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FONTS = Path(__file__).resolve().parent.parent / "fonts"

# One date for every file: the demo must give the same bytes (and so the same checksums) each time.
FILE_DATE = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
OFFICE_FONT = "Arial"

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def repack(archive: bytes) -> bytes:
    """The same office archive with the clock taken out: fixed times of its parts and of its change.

    The libraries stamp the present moment on each part, and openpyxl also writes it to the
    properties. Order and storage method stay, for OpenDocument wants `mimetype` first and unpacked.
    """
    stamp = FILE_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", data)
            fixed = ZipInfo(part.filename, FILE_DATE.timetuple()[:6])
            fixed.compress_type = part.compress_type or ZIP_DEFLATED
            if part.filename == "mimetype":
                fixed.compress_type = part.compress_type
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, data)
    return packed.getvalue()


def column_shares(header: list, rows: Iterable[list]) -> list[float]:
    """How to divide a table's width: by the longest text of each column, within reason.

    Gives one share per column, together 1. Short columns (a number, a mark) stay narrow and a long
    one cannot squeeze the others out.
    """
    table = [header, *rows]
    count = max(len(row) for row in table)
    lengths = [
        max((len(str(row[index])) for row in table if index < len(row)), default=1)
        for index in range(count)
    ]
    weights = [min(max(length, 6), 40) ** 0.75 for length in lengths]
    return [weight / sum(weights) for weight in weights]
