"""Small files of every kind, made in memory."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OOXML_PARTS = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
    "ppsx": ("ppt/presentation.xml", "presentationml.slideshow.main+xml"),
}
ODF_TYPES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
PICTURE_FORMATS = {
    "jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP",
    "avif": "AVIF", "heic": "HEIF",
}  # fmt: skip
STREAMS = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document"}
HEADS = {
    "pdf": b"%PDF-1.7\n1 0 obj\n",
    "rtf": b"{\\rtf1\\ansi}",
    "djvu": b"AT&TFORM\0\0\0\x10DJVU",
    "mp3": b"ID3\x04\0\0\0\0\0\0",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "ogg": b"OggS\0\x02",
    "mp4": b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2",
    "m4a": b"\0\0\0\x18ftypM4A \0\0\x02\0M4A mp42",
    "webm": b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01webm",
    "txt": "Урок русского языка".encode(),
    "csv": "класс;баллы\n5А;17\n".encode("cp1251"),
}


def zipped(entries):
    """A ZIP archive of ``entries``: name and content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def office(extension, extra=None, types=""):
    """A document of Word, Excel or PowerPoint, with ``extra`` parts."""
    part, content_type = OOXML_PARTS[extension]
    main = f"<Override ContentType='{content_type}'/>"
    return zipped(
        {
            "[Content_Types].xml": f"<Types>{main}{types}</Types>",
            part: "<document/>",
            **(extra or {}),
        }
    )


def open_document(extension, extra=None):
    """An OpenDocument file."""
    media_type = f"application/vnd.oasis.opendocument.{ODF_TYPES[extension]}"
    return zipped({"mimetype": media_type, "content.xml": "<x/>", **(extra or {})})


def compound(*streams):
    """A compound file whose list names ``streams``."""
    entries = b"".join(_entry(name) for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries.ljust(1024, b"\0")


def _entry(name):
    encoded = name.encode("utf-16-le")
    return (encoded.ljust(64, b"\0") + (len(encoded) + 2).to_bytes(2, "little")).ljust(128, b"\0")


def picture(extension, size=(16, 12)):
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "#2355b8").save(buffer, PICTURE_FORMATS[extension])
    return buffer.getvalue()


def content_of(extension):
    """Content of a good file of the kind ``extension``."""
    if extension in OOXML_PARTS:
        return office(extension)
    if extension in ODF_TYPES:
        return open_document(extension)
    if extension in PICTURE_FORMATS:
        return picture(extension)
    if extension in STREAMS:
        return compound(STREAMS[extension])
    containers = {
        "epub": {"mimetype": "application/epub+zip"},
        "ggb": {"geogebra.xml": "<geogebra/>"},
        "sb3": {"project.json": "{}"},
        "zip": {"Урок 1/План.txt": "План"},
    }
    return zipped(containers[extension]) if extension in containers else HEADS[extension]


def upload(name, content):
    """``content`` as a form gets it."""
    return SimpleUploadedFile(name, content)
