"""Reads a Word document: HTML by mammoth, its pictures as files, and what it passes over."""

import hashlib
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import mammoth
from PIL import Image

from home.uploads.pictures import DAMAGE

from . import limits, losses, notes
from .equations import flatten_equations

# Kinds of pictures that browsers show, and that the site keeps.
PICTURE_KINDS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
# These are drawn anew as PNG.
OLD_KINDS = {"image/bmp", "image/x-ms-bmp", "image/tiff"}
TEXT_PARTS = re.compile(r"^word/(document|footnotes|endnotes)\.xml$")
HEAD_PARTS = re.compile(r"^word/(header|footer)\d*\.xml$")
LEVELS = 9


def _style_map():
    """Lists of all of Word's nine levels (mammoth knows five), and what the site has besides."""
    lines = ["u => em", "strike => s", "comment-reference => "]
    for kind, tag in (("unordered", "ul"), ("ordered", "ol")):
        for level in range(1, LEVELS + 1):
            path = " > ".join(["ul|ol > li"] * (level - 1) + [f"{tag} > li:fresh"])
            lines.append(f"p:{kind}-list({level}) => {path}")
    lines.append("p[style-name='Title'] => h1:fresh")
    for level in range(1, LEVELS + 1):
        lines.append(f"p[style-name='heading {level}'] => h{min(level, 6)}:fresh")
        lines.append(f"p[style-name='Заголовок {level}'] => h{min(level, 6)}:fresh")
    return "\n".join(lines)


STYLE_MAP = _style_map()


def read_document(path, folder):
    """``(html, notes, words)`` of the document at ``path``; its pictures are written into
    ``folder`` and stand in the HTML as ``<img src="name" alt="...">``; ``words`` are those of
    each paragraph, to see afterwards that they are all there."""
    found, words = Counter(), []
    document = _prepared(path, found, words)
    pictures = PictureWriter(Path(folder), found)
    result = mammoth.convert_to_html(
        document,
        style_map=STYLE_MAP,
        convert_image=mammoth.images.img_element(pictures.write),
        ignore_empty_paragraphs=True,
    )
    return result.value, found, words


class PictureWriter:
    """Keeps pictures of a document as files; the same picture once."""

    def __init__(self, folder, found):
        self.folder = folder
        self.found = found
        self.names = {}

    def write(self, image):
        """Attributes of the ``img`` for mammoth's ``image``."""
        kind = "png" if image.content_type in OLD_KINDS else PICTURE_KINDS.get(image.content_type)
        if kind is None:
            notes.count(self.found, notes.PICTURE_KIND)
            return {"src": ""}
        with image.open() as stream:
            data = stream.read(limits.MAX_OUTPUT_BYTES)
        digest = hashlib.sha256(data).hexdigest()
        if digest in self.names:
            return {"src": self.names[digest]}
        if len(self.names) >= limits.MAX_PICTURES:
            notes.count(self.found, notes.PICTURE_LOST)
            return {"src": ""}
        name = self.names[digest] = f"{len(self.names) + 1}.{kind}"
        if image.content_type in OLD_KINDS:
            data = _as_png(data)
        (self.folder / name).write_bytes(data)
        return {"src": name}


def _as_png(data):
    """A picture of an old kind as PNG; what does not open is refused later, by its content."""
    drawn = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.convert("RGB").save(drawn, "PNG")
    except DAMAGE:
        return data
    return drawn.getvalue()


def _prepared(path, found, words):
    """The document as mammoth is to read it, in memory."""
    prepared = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(prepared, "w") as target:
        for entry in source.infolist():
            name = entry.filename
            if entry.is_dir():
                continue
            data = _read(source, entry)
            if TEXT_PARTS.match(name):
                _count_passed_over(data, found)
                data, of_part = losses.mend(data)
                words += of_part
                if b"oMath" in data:
                    data = _without_equations(data, found)
            elif HEAD_PARTS.match(name) and re.search(rb"<w:t[ >][^<]*[^<\s]", data):
                found[notes.HEADER] = 1
            target.writestr(name, data)
    prepared.seek(0)
    return prepared


def _read(source, entry):
    limit = limits.MAX_PART_BYTES if entry.filename.endswith(".xml") else limits.MAX_OUTPUT_BYTES
    with source.open(entry) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise ValueError("part too large")
    return data


def _without_equations(data, found):
    tree, number = flatten_equations(io.BytesIO(data))
    notes.count(found, notes.EQUATION, number)
    changed = io.BytesIO()
    tree.write(changed, encoding="utf-8", xml_declaration=True)
    return changed.getvalue()


def _count_passed_over(data, found):
    notes.count(found, notes.CHART, len(re.findall(rb"<(?:c:chart|dgm:relIds|cx:chart)\b", data)))
    notes.count(found, notes.OBJECT, len(re.findall(rb"<(?:o:OLEObject|w:altChunk)\b", data)))
    if re.search(rb"<w:(?:ins|del|moveFrom)\s", data):
        found[notes.TRACKED] = 1
    notes.count(found, notes.COMMENT, len(re.findall(rb"<w:commentReference\b", data)))
    if re.search(rb"<w:(?:jc|color|rFonts|highlight|shd)\b", data):
        found[notes.LOOK] = 1
