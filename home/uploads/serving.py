"""Sending a stored file to a reader: whole, in part, or not at all when she has it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

# A number of thousands of digits is more than Python turns into one, and no file is so long.
RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")
CHUNK = 64 * 1024
# A file of somebody unknown never runs anything in the name of the site.
SAFETY_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    # Kept by the reader's browser alone and asked about each time: what is shown today may
    # be withdrawn tomorrow.
    "Cache-Control": "private, no-cache",
    "Accept-Ranges": "bytes",
    # Not to be packed on the way: parts of it are counted in its own bytes, and the reader
    # sees how much is left.
    "Content-Encoding": "identity",
}


@dataclass
class ServedFile:
    """A stored file and what its reader is told of it. ``version`` changes with the content."""

    file: FieldFile
    name: str
    media_type: str
    size: int
    version: str
    created_at: datetime
    # In the page, as a picture; anything else is for the reader to keep.
    is_shown: bool = False


def etag_of(stored):
    return f'"{stored.version}"'


def not_modified(request, stored):
    """304 when the reader already has this very file, else ``None``."""
    response = get_conditional_response(
        request, etag=etag_of(stored), last_modified=int(stored.created_at.timestamp())
    )
    return response if response is not None and response.status_code == 304 else None


def requested_range(request, stored):
    """``(first, last)`` byte that the reader asks for, or ``None`` for the whole file;
    ``(None, None)`` when there are no such bytes."""
    match = RANGE.match(request.headers.get("Range", ""))
    if match is None or match.groups() == ("", "") or not _is_same(request, stored):
        return None
    first, last = match.groups()
    if not first:  # The last so many bytes.
        length = min(int(last), stored.size)
        return (stored.size - length, stored.size - 1) if length else (None, None)
    first, last = int(first), min(int(last or stored.size), stored.size - 1)
    if first >= stored.size:
        return None, None
    return (first, last) if first <= last else None


def _is_same(request, stored):
    """Whether the part that the reader already has is of this very file."""
    condition = request.headers.get("If-Range")
    if not condition or condition == etag_of(stored):
        return True
    return parse_http_date_safe(condition) == int(stored.created_at.timestamp())


def begins_download(request, stored):
    """Whether this request begins a download, and does not go on with one or only look."""
    if request.method != "GET" or not_modified(request, stored) is not None:
        return False
    part = requested_range(request, stored)
    return part is None or part[0] == 0


class FilePart:
    """An open file from which only ``length`` more bytes are read."""

    def __init__(self, file, first, length):
        file.seek(first)
        self.file, self.left = file, length

    def read(self, size=CHUNK):
        chunk = self.file.read(min(size if size > 0 else self.left, self.left))
        self.left -= len(chunk)
        return chunk

    def close(self):
        self.file.close()


def serve_stored_file(request, stored):
    """The response with the file, its true type and its name."""
    if response := not_modified(request, stored):
        return _made_safe(response)
    part = requested_range(request, stored)
    if part == (None, None):
        headers = {"Content-Range": f"bytes */{stored.size}"}
        return _made_safe(HttpResponse(status=416, headers=headers))
    file = stored.file.open("rb")
    if part is None:
        response = FileResponse(file, as_attachment=not stored.is_shown, filename=stored.name)
        response.headers["Content-Length"] = stored.size
    else:
        first, last = part
        response = FileResponse(
            FilePart(file, first, last - first + 1),
            as_attachment=not stored.is_shown,
            filename=stored.name,
            status=206,
        )
        response.headers["Content-Length"] = last - first + 1
        response.headers["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    response.headers["Content-Type"] = stored.media_type
    response.headers["ETag"] = etag_of(stored)
    response.headers["Last-Modified"] = http_date(stored.created_at.timestamp())
    return _made_safe(response)


def _made_safe(response):
    for name, value in SAFETY_HEADERS.items():
        response.headers[name] = value
    return response
