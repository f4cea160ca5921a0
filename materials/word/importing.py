"""Starts the reading process, keeps the pictures and gives the blocks."""

import json
import shutil
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from home.uploads import check_upload

from ..blocks import clean_table
from . import limits, notes

ROOT = Path(__file__).resolve().parents[2]
PICTURE_EXTENSIONS = ["gif", "jpeg", "jpg", "png", "webp"]


class ConversionFailedError(Exception):
    """The document could not be read: it is damaged or too much for the limits."""


@dataclass
class Imported:
    """``blocks`` are raw values for the material's body; ``notes`` are codes with numbers of
    what could not be carried over; ``pictures`` were kept on the site."""

    blocks: list
    notes: dict = field(default_factory=dict)
    pictures: list = field(default_factory=list)

    @property
    def sentences(self):
        """The notes in words, for the author."""
        return notes.describe(self.notes)


def import_document(file, gallery, title):
    """The document in ``file`` (.docx) as blocks; its pictures are kept in ``gallery``
    (``materials.pictures``), called after ``title``. Raises ``ConversionFailedError``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        file.seek(0)
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        _read_apart(path, folder)
        result = json.loads((Path(folder) / "blocks.json").read_text(encoding="utf-8"))
        keeper = PictureKeeper(Path(folder), gallery, title, result["notes"])
        blocks = [block for raw in result["blocks"] if (block := keeper.settle(raw)) is not None]
    return Imported(blocks, result["notes"], list(keeper.kept.values()))


def _read_apart(path, folder):
    command = [sys.executable, "-m", __package__, str(path), folder, _("Footnotes")]
    try:
        subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=limits.MAX_SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise ConversionFailedError("too slow") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ConversionFailedError(reason[:200]) from error


class PictureKeeper:
    """Puts the site's own pictures where the document had its; each is checked as any upload."""

    def __init__(self, folder, gallery, title, found):
        self.folder = folder
        self.gallery = gallery
        self.title = title
        self.found = found
        self.kept = {}

    def settle(self, block):
        """``block`` as it goes into the body, or ``None`` when nothing of it is left."""
        value = block["value"]
        if block["type"] == "image":
            image = self.keep(value["picture"], value["alt"])
            if image is None:
                return None
            picture = {"image": image.pk, "alt_text": value["alt"], "decorative": not value["alt"]}
            return {"type": "image", "value": {"image": picture, "caption": "", "width": "text"}}
        if block["type"] == "document_table":
            source = value["html"]
            for name in value["pictures"]:
                source = self._with_picture(source, name)
            value = {"html": clean_table(source), "caption": ""}
            return {"type": "document_table", "value": value}
        return block

    def _with_picture(self, source, name):
        """The table with the picture ``name`` as the site's own."""
        start = source.find(f'src="{name}"')
        start = source.rfind("<img", 0, start)
        end = source.find(">", start) + 1
        image = self.keep(name, "")
        new = f'<embed embedtype="image" id="{image.pk}" format="fullwidth"/>' if image else ""
        return source[:start] + new + source[end:]

    def keep(self, name, alt):
        """The site's picture of the file ``name``; ``None`` for one that is damaged."""
        if name in self.kept:
            return self.kept[name]
        # Pictures are served to whoever knows their address, and the work is a draft yet.
        unguessable = f"{uuid.uuid4().hex}{Path(name).suffix}"
        upload = SimpleUploadedFile(unguessable, (self.folder / name).read_bytes())
        try:
            check_upload(upload, allowed=PICTURE_EXTENSIONS, max_size=limits.MAX_OUTPUT_BYTES)
        except ValidationError:
            notes.count(self.found, notes.PICTURE_LOST)
            return None
        image = self.kept[name] = self.gallery.keep(upload, alt or self.title, alt)
        return image
