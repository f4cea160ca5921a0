"""Takes out of a picture what its maker did not mean to publish: the place, the device, the
time, remarks, and whatever was hung on behind it. Pixels are not touched."""

import re
import struct

JPEG_END = b"\xff\xd9"
# A byte FF in the packed pixels is followed by zero or is a mark to start anew.
JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
JPEG_KEPT = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
# Beside the chunks without which it cannot be drawn: colours, transparency, animation.
PNG_KEPT = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT cICP mDCV cLLI".split()
)
WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
WEBP_EXIF_AND_XMP = 0x0C


def strip(content, extension):
    """``content`` of a JPEG, PNG or WebP without its metadata; ``ValueError`` or ``IndexError``
    or ``struct.error`` when its parts do not fit together."""
    return {"jpg": strip_jpeg, "png": strip_png, "webp": strip_webp}[extension](content)


def strip_jpeg(content):
    kept, at = [content[:2]], 2
    while True:
        while content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise ValueError("no segment where one should be")
        if marker == 0xD9:
            return b"".join([*kept, JPEG_END])
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if len(segment) < 2 + length or length < 2:
            raise ValueError("a segment is cut")
        if _is_kept(marker, segment[4:]):
            kept.append(segment)
        at += 2 + length
        if marker == 0xDA:
            found = JPEG_MARKER.search(content, at)
            # Some cameras forget the end; what is drawn is drawn.
            end = found.start() if found else len(content)
            kept.append(content[at:end])
            if not found:
                return b"".join([*kept, JPEG_END])
            at = end


def _is_kept(marker, body):
    if 0xE0 <= marker <= 0xEF:
        return marker in JPEG_KEPT and body.startswith(JPEG_KEPT[marker])
    return marker != 0xFE  # A remark.


def strip_png(content):
    kept, at = [PNG_HEAD], len(PNG_HEAD)
    while True:
        length, kind = struct.unpack_from(">L4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("a chunk is cut")
        # A small first letter: it can be drawn without.
        if kind[0] < 0x60 or kind in PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at += 12 + length


def strip_webp(content):
    (size,) = struct.unpack_from("<L", content, 4)
    end = min(8 + size, len(content))
    kept, at = [], 12
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sL", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_EXIF_AND_XMP]) + chunk[9:]
        if kind in WEBP_KEPT:
            kept.append(chunk)
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<L", len(body)) + body
