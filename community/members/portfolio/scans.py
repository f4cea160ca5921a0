"""Scans of diplomas and certificates: checked, cleaned of what they must not tell, and kept
through a form that has to be corrected."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.core import signing
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from home.uploads import check_upload, safe_name
from home.uploads.pictures import redraw
from home.uploads.storage import private_storage, random_path

from .limits import MAX_SCAN_BYTES, MAX_SCAN_SIDE, SCAN_EXTENSIONS

SALT = "members.portfolio.scan"
KEPT = "portfolio/kept"
KEPT_FOR_SECONDS = 24 * 60 * 60


def accept_scan(upload):
    """``upload`` as it is stored, under the name that its readers get.

    Raises ``ValidationError`` when it is no scan. A picture is drawn anew as a JPEG: the
    place and time that a phone wrote into it do not get out.
    """
    kind = check_upload(upload, SCAN_EXTENSIONS, MAX_SCAN_BYTES)
    name = safe_name(upload.name)
    if kind.family != "image":
        return File(upload, name=name)
    return File(redraw(upload, MAX_SCAN_SIDE), name=str(PurePosixPath(name).with_suffix(".jpg")))


def _folder(person):
    return f"{KEPT}/{person.pk}"


def keep_scan(person, scan):
    """Keep ``scan`` (accepted) while another field of the form is put right: a word that
    brings it back. A person has one such file at a time."""
    forget_kept_scans(person)
    path = private_storage().save(random_path(_folder(person), scan.name), scan)
    return signing.dumps({"path": path, "name": scan.name, "person": person.pk}, salt=SALT)


def kept_scan(person, word):
    """The file that ``keep_scan`` gave ``word`` for, or ``None`` when it is there no more."""
    try:
        kept = signing.loads(word, salt=SALT, max_age=KEPT_FOR_SECONDS)
    except signing.BadSignature:
        return None
    if kept["person"] != person.pk or not private_storage().exists(kept["path"]):
        return None
    return File(private_storage().open(kept["path"]), name=kept["name"])


def forget_kept_scans(person):
    """Delete what is kept for a form of ``person``."""
    storage = private_storage()
    for path in _files(storage, _folder(person)):
        storage.delete(path)


def forget_abandoned_scans(now=None):
    """Delete what was kept for forms that nobody has sent since; returns how many files."""
    storage = private_storage()
    before = (now or timezone.now()) - timedelta(seconds=KEPT_FOR_SECONDS)
    old = [path for path in _files(storage, KEPT) if storage.get_modified_time(path) < before]
    for path in old:
        storage.delete(path)
    return len(old)


def _files(storage, folder):
    """Paths of all files under ``folder``."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names)
    for name in folders:
        yield from _files(storage, f"{folder}/{name}")


def delete_scan(scan):
    """Delete the file of ``scan`` once it is settled that no entry has it."""
    if scan:
        storage, name = scan.storage, scan.name
        transaction.on_commit(lambda: storage.delete(name))
