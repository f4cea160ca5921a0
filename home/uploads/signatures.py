"""What the first bytes of a file tell about it."""

import re

import puremagic

from . import types

HEAD_BYTES = 8192
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")

_STARTS = [
    (b"\xff\xd8\xff", types.JPEG),
    (b"\x89PNG\r\n\x1a\n", types.PNG),
    (b"GIF87a", types.GIF),
    (b"GIF89a", types.GIF),
    (b"{\\rtf", types.RTF),
    (b"OggS", types.OGG),
    (b"ID3", types.MP3),
    (b"AT&TFORM", types.DJVU),
]
_RIFF = {b"WEBP": types.WEBP, b"WAVE": types.WAV}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_MP4_BRANDS = re.compile(rb"isom|iso\d|mp4\d|avc1|M4V|dash|3gp|MSNV|mmp4|f4v")
# Bytes that no text has: control characters other than tab, line ends and page break.
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_SVG = re.compile(r"<svg[\s>]|<!DOCTYPE svg", re.IGNORECASE)


def by_start(head):
    """The kind of file that begins with ``head``, or ``None``; containers are asked elsewhere."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return types.PDF
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64]:
        return types.WEBM
    if _is_mp3_frame(head):
        return types.MP3
    return None


def _by_brand(head):
    """Which of the many children of the MPEG-4 container it is."""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        return types.AVIF
    if brands & _HEIC_BRANDS:
        return types.HEIC
    if head[8:11] == b"M4A":
        return types.M4A
    return types.MP4 if any(_MP4_BRANDS.match(brand) for brand in brands) else None


def _is_mp3_frame(head):
    """Whether ``head`` opens with the header of an MPEG layer III frame."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in {0, 15} and (head[2] >> 2) & 3 != 3


def as_text(head):
    """``head`` decoded when it reads as text in an encoding that Russian schools use."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return head[: len(head) // 2 * 2].decode("utf-16")
        except UnicodeDecodeError:
            return None
    if _NOT_TEXT.search(head):
        return None
    try:
        # The last letter may be cut in half by the end of the head.
        return head.decode("utf-8-sig", errors="strict" if len(head) < HEAD_BYTES else "ignore")
    except UnicodeDecodeError:
        return head.decode("cp1251", errors="replace")


def is_svg(text):
    """Whether a text is a drawing in SVG, which may carry scripts."""
    return bool(_SVG.search(text))


def stranger_name(head):
    """What a file of no known kind seems to be, in the words of puremagic; may be empty."""
    try:
        matches = puremagic.magic_string(head)
    except (ValueError, puremagic.PureError):
        return ""
    return matches[0].name if matches and matches[0].confidence >= 0.4 else ""
