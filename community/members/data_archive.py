"""The archive with the copy of a person's data: JSON that can be read, files as they were."""

import json
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from home.mail import site_words
from home.plugins import registered
from home.uploads.names import safe_name

CHUNK = 256 * 1024
FILES_FOLDER = "files"


@contextmanager
def write_archive(person):
    """An open file with the archive, gone when the block ends. It lies on the disk while it is
    being made: presentations of many years need not fit into the memory."""
    with tempfile.TemporaryFile() as archive:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
            _write(writer, person)
        archive.seek(0)
        yield archive


def _write(writer, person):
    contents, missing, taken = [], [], set()
    for source in registered("register_personal_data_source"):
        for name, data in source.export(person).items():
            if isinstance(data, (dict, list)):
                path = _unique(name, taken)
                text = json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
                writer.writestr(path, text)
            else:
                path = _unique(_file_path(name), taken)
                if not _write_file(writer, path, data):
                    missing.append(path)
                    continue
            contents.append(path)
    context = {
        "person": person,
        "contents": contents,
        "missing": missing,
        "now": timezone.now(),
        **site_words(),
    }
    # With a mark at its beginning Notepad of any Windows reads it as it is meant.
    readme = render_to_string("members/data_readme.txt", context)
    writer.writestr("README.txt", readme.strip().replace("\n", "\r\n").encode("utf-8-sig"))


def _write_file(writer, path, data):
    """Copy a file into the archive, a part at a time; returns whether it was there."""
    try:
        source = data.open("rb") if isinstance(data, File) else data
    except FileNotFoundError:
        return False
    with source, writer.open(path, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
    return True


def _file_path(name):
    """A file's place: below one folder, without anything that leads out of it."""
    *folders, last = PurePosixPath(name).parts
    return "/".join([FILES_FOLDER, *(safe_name(folder) for folder in folders), safe_name(last)])


def _unique(path, taken):
    """``path``, or with a number when something has it already."""
    pure, number, found = PurePosixPath(path), 1, path
    while found.lower() in taken:
        number += 1
        found = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
    taken.add(found.lower())
    return found
