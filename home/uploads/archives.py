"""What is inside a ZIP container: an archive, an Office or OpenDocument file, a book.

Nothing is unpacked to the disk, and no more is read than ``limits`` allows.
"""

import re
import struct
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import limits, types
from .names import split_extension

# All that the standard library raises on a ZIP that somebody bent on purpose.
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
    OverflowError,
    IndexError,
)
PROGRAMS = frozenset(
    "apk app bat cmd com cpl dll exe gadget hta inf jar jse lnk msi msp pif ps1 reg scf scr "
    "sys vb vbe vbs ws wsf wsh".split()
)
ARCHIVES = frozenset("7z ace arj bz2 cab gz iso lzh rar tar tgz xz zip zst".split())
_MAIN_PARTS = [
    (b"wordprocessingml.document.main+xml", types.DOCX),
    (b"spreadsheetml.sheet.main+xml", types.XLSX),
    (b"presentationml.presentation.main+xml", types.PPTX),
    (b"presentationml.slideshow.main+xml", types.PPSX),
]
_BY_MIMETYPE = {
    **{kind.media_type.encode(): kind for kind in (types.ODT, types.ODS, types.ODP)},
    b"application/epub+zip": types.EPUB,
}
_ODF_MACRO = re.compile(r"^(Basic/.+/(?!script-l[bc]\.xml)[^/]+\.xml|Scripts/.+[^/])$")


def inspect_zip(file):
    """The kind of the ZIP container in ``file``; ``ValidationError`` on what is not taken."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            return _inspect(archive, file.size)
    except DAMAGE as error:
        raise _damaged() from error


def _inspect(archive, packed_bytes):
    entries = archive.infolist()
    _check_amount(entries, packed_bytes)
    if any(entry.flag_bits & 1 for entry in entries):
        raise password_protected()
    if sum(entry.file_size for entry in entries) <= limits.MAX_VERIFIED_BYTES and archive.testzip():
        raise _damaged()
    names = [entry.filename for entry in entries]
    kind = _office(archive, names) or _by_mimetype(archive, names) or _teaching(names)
    if kind is None:
        _check_contents(names)
        return types.ZIP
    return kind


def _check_directory(file):
    """Refuses an archive whose list of contents alone would fill the memory."""
    file.seek(0, 2)
    file.seek(max(file.tell() - 66_000, 0))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 16:
        raise _damaged()
    (directory_bytes,) = struct.unpack_from("<L", tail, end + 12)
    if directory_bytes > limits.MAX_DIRECTORY_BYTES or b"PK\x06\x07" in tail[:end]:
        raise _too_much()


def _check_amount(entries, packed_bytes):
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > limits.RATIO_MATTERS_FROM and unpacked > packed_bytes * limits.MAX_RATIO
    if bomb or unpacked > limits.MAX_UNPACKED_BYTES or len(entries) > limits.MAX_ENTRIES:
        raise _too_much()


def _check_contents(names):
    """Refuses programs, archives in the archive and names that would leave its folder."""
    for name in names:
        path = name.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or re.match(r"[A-Za-z]:", path):
            raise ValidationError(
                _("The archive names files outside its own folder. Pack it anew."),
                code="unsafe_archive",
            )
        _stem, extension = split_extension(path.rstrip(" ."))
        if extension in PROGRAMS:
            raise ValidationError(
                _("The archive contains a program: %(name)s. Programs are not accepted."),
                code="program",
                params={"name": path},
            )
        if extension in ARCHIVES:
            raise ValidationError(
                _("The archive contains another archive: %(name)s. Put its files in directly."),
                code="nested_archive",
                params={"name": path},
            )


def _office(archive, names):
    """Word, Excel or PowerPoint, by the type of the main part."""
    if "[Content_Types].xml" not in names:
        return None
    content_types = _read(archive, "[Content_Types].xml")
    has_project = any(name.lower().endswith("vbaproject.bin") for name in names)
    if has_project or b"macroEnabled" in content_types or b"vbaProject" in content_types:
        raise has_macros()
    found = (kind for mark, kind in _MAIN_PARTS if mark in content_types)
    return next(found, None)


def _by_mimetype(archive, names):
    """OpenDocument and EPUB name their type in a file of its own."""
    if "mimetype" not in names:
        return None
    kind = _BY_MIMETYPE.get(_read(archive, "mimetype").strip())
    if kind in (types.ODT, types.ODS, types.ODP):
        if any(_ODF_MACRO.match(name) for name in names):
            raise has_macros()
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in _read(archive, manifest):
            raise password_protected()
    return kind


def _teaching(names):
    """Files of programs that lessons are made in."""
    if "geogebra.xml" in names:
        return types.GGB
    return types.SB3 if "project.json" in names else None


def _read(archive, name):
    with archive.open(name) as part:
        return part.read(limits.MAX_PART_BYTES)


def has_macros():
    """The error for a document with a program inside."""
    return ValidationError(
        _("The document contains macros. Save it without macros (docx, xlsx, pptx) and try again."),
        code="macros",
    )


def password_protected():
    """The error for a file that readers could not open."""
    return ValidationError(
        _("The file is protected by a password: readers could not open it. Remove the password."),
        code="password",
    )


def _damaged():
    return ValidationError(
        _("The file is damaged and does not open. Save it anew and try again."), code="damaged"
    )


def _too_much():
    return ValidationError(
        _("The archive unpacks to too much. Divide it into several smaller files."),
        code="archive_bomb",
    )
