"""Old Office files (doc, xls, ppt): compound files of named streams.

The list of streams consists of entries of 128 bytes at addresses divisible by 128: the name
in UTF-16 padded with zeros to 64 bytes, then its length. That is enough to find a name for
certain, without walking through chains of sectors that somebody may have tied into a loop.
"""

from . import types
from .archives import has_macros, password_protected

ENTRY_BYTES = 128
_STREAMS = {
    "WordDocument": types.DOC,
    "Workbook": types.XLS,
    "Book": types.XLS,
    "PowerPoint Document": types.PPT,
}
_MACROS = ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"]


def inspect_compound(file):
    """The kind of the compound file, ``None`` when it is no document (an installer, say)."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if _has_entry(content, "EncryptedPackage"):
        raise password_protected()
    found = (kind for name, kind in _STREAMS.items() if _has_entry(content, name))
    kind = next(found, None)
    if kind is not None and any(_has_entry(content, name) for name in _MACROS):
        raise has_macros()
    return kind


def _has_entry(content, name):
    """Whether the list of streams holds ``name``."""
    encoded = name.encode("utf-16-le")
    field = encoded.ljust(64, b"\0") + (len(encoded) + 2).to_bytes(2, "little")
    at = content.find(field)
    while at >= 0:
        if at % ENTRY_BYTES == 0:
            return True
        at = content.find(field, at + 1)
    return False
