"""Files that arrive in parts: begun, gone on with after a break, put together, given up.

The parts of an upload lie in the private storage, each as an object of its own, named by where
it begins: ``uploads/<id>/<offset>``. So it does not matter which web server takes which part,
and a storage of objects (S3), which cannot add to one, will do.
"""

import tempfile
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from home.uploads import antivirus, check_announced, megabytes, safe_name
from home.uploads.limits import MEGABYTE
from home.uploads.storage import private_storage

from .actions import ALLOWED_EXTENSIONS, max_upload_size, store_file
from .fields import read_token
from .models import StoredFile, Upload

FOLDER = "uploads"
# A part is no larger than this, and no smaller unless it is the last: nobody makes a million
# objects out of one file.
MAX_PART = MEGABYTE
MIN_PART = MEGABYTE // 16
MAX_OPEN = 40
# An open upload makes room for a new one when nothing of it has come for so long.
IDLE = timedelta(hours=1)


class WrongOffsetError(Exception):
    """The part does not go on where the last one ended."""


# -- Rules -------------------------------------------------------------------------------


def check_space(user, size):
    """Raises ``ValidationError`` when ``user`` has sent so much in a day that ``size`` bytes
    more would be too much."""
    since = timezone.now() - timedelta(days=1)
    kept = StoredFile.objects.filter(uploaded_by=user, created_at__gte=since)
    waiting = Upload.objects.filter(owner=user, stored=None, error="")
    sums = (files.aggregate(sum=Sum("size"))["sum"] or 0 for files in (kept, waiting))
    limit = settings.MAX_UPLOAD_MB_PER_DAY * MEGABYTE
    if sum(sums) + size > limit:
        raise ValidationError(
            _("More than %(limit)s MB in a day cannot be added. Go on tomorrow."),
            code="space",
            params={"limit": megabytes(limit)},
        )


def check_number(number):
    """Raises ``ValidationError`` when a material would have too many files."""
    if number > settings.MAX_FILES_PER_MATERIAL:
        raise ValidationError(too_many_files(), code="too_many")


def too_many_files():
    """That a material has too many files, in words."""
    return _("A material holds up to %(limit)s files. Leave out some, or pack them as ZIP.") % {
        "limit": settings.MAX_FILES_PER_MATERIAL
    }


# -- Acts --------------------------------------------------------------------------------


@transaction.atomic
def begin(user, name, size):
    """A new ``Upload``. Raises ``ValidationError`` when such a file would not be taken."""
    check_announced(name, size, ALLOWED_EXTENSIONS, max_upload_size())
    check_space(user, size)
    waiting = Upload.objects.filter(owner=user, stored=None, error="").order_by("changed_at")
    if waiting.count() >= MAX_OPEN:
        idle = waiting.filter(changed_at__lt=timezone.now() - IDLE).first()
        if idle is None:
            raise ValidationError(
                _("Too many files are being sent at once. Wait until some have arrived."),
                code="too_many_open",
            )
        discard(idle)
    return Upload.objects.create(owner=user, name=safe_name(name), size=size)


def receive(upload, offset, data):
    """Keep ``data``, which begins at ``offset``; a part that is there already is not kept
    twice. Returns the upload as it is now, put together if that was the last part.

    Raises ``WrongOffsetError``, or ``ValidationError`` when the file is not taken.
    """
    if data:
        with transaction.atomic():
            upload = Upload.objects.select_for_update().get(pk=upload.pk)
            if upload.is_open:
                _keep_part(upload, offset, data)
    if upload.is_open and upload.offset == upload.size:
        _finish(upload)
    if upload.error:
        raise ValidationError(upload.error, code="refused")
    return upload


def _keep_part(upload, offset, data):
    if offset + len(data) <= upload.offset:
        return
    if offset != upload.offset:
        raise WrongOffsetError
    end = offset + len(data)
    if end > upload.size:
        raise ValidationError(
            _("The file has changed while it was being sent. Choose it once more."),
            code="changed",
        )
    if len(data) > MAX_PART or (len(data) < MIN_PART and end < upload.size):
        raise ValidationError(_("A part of the file has a wrong size."), code="part")
    storage, name = private_storage(), _part_name(upload, offset)
    # Left behind by a server that fell before it could tell.
    storage.delete(name)
    storage.save(name, ContentFile(data))
    upload.offset = end
    upload.save(update_fields=["offset", "changed_at"])


def _finish(upload):
    """Put the parts together and keep the file like any other. Nothing is locked meanwhile, so
    two requests may do it at once: the first one counts."""
    with tempfile.TemporaryFile() as whole:
        try:
            _join_parts(upload, whole)
            stored = store_file(File(whole, name=upload.name), upload.owner)
        except FileNotFoundError:
            # Another request has finished it, or its parts are lost.
            upload.refresh_from_db()
            if upload.is_open:
                _close(upload, error=_("The file did not arrive whole. Choose it once more."))
        except ValidationError as error:
            if error.code == antivirus.UNAVAILABLE:
                raise
            _close(upload, error=" ".join(error.messages))
        else:
            _close(upload, stored=stored)


def _close(upload, **fields):
    for name, value in fields.items():
        setattr(upload, name, value)
    Upload.objects.filter(pk=upload.pk, stored=None).update(**fields)
    upload.refresh_from_db()
    _delete_parts(upload)


def discard(upload):
    """Give an upload up; a file that has arrived stays for whatever already shows it."""
    _delete_parts(upload)
    upload.delete()


def collect(user, tokens, files):
    """``(stored files, refusals)`` of a form: the files that arrived before it, by their
    ``tokens``, and those that came with it. A file that is refused stops no other; refusals
    are pairs of a name and the reason. Each file is there once."""
    kept, refusals = {}, []
    for token in tokens:
        stored = read_token(token, user)
        if stored is not None:
            kept[stored.pk] = stored
        else:
            words = _("The form was open for too long. Choose the file once more.")
            refusals.append(("", words))
    for file in files:
        try:
            check_space(user, file.size)
            stored = store_file(file, user)
        except ValidationError as error:
            refusals.append((safe_name(file.name), " ".join(error.messages)))
        else:
            kept[stored.pk] = stored
    return list(kept.values()), refusals


# -- Parts -------------------------------------------------------------------------------


def _folder(upload_id):
    return f"{FOLDER}/{upload_id}"


def _part_name(upload, offset):
    return f"{_folder(upload.pk)}/{offset}"


def _join_parts(upload, whole):
    """Write the parts into ``whole`` from the first to the last."""
    at = 0
    while at < upload.offset:
        name = _part_name(upload, at)
        with private_storage().open(name) as part:
            written = whole.write(part.read())
        if not written:
            raise FileNotFoundError(name)
        at += written
    whole.seek(0)


def _delete_parts(upload):
    _delete_folder(_folder(upload.pk))


def _delete_folder(folder):
    storage = private_storage()
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
    # On a disk a folder is left, which goes the same way once it is empty.
    storage.delete(folder)


def discard_of(person):
    """Give up all uploads of a person who leaves."""
    for upload in Upload.objects.filter(owner=person):
        discard(upload)


def discard_abandoned(before):
    """Give up uploads of which nothing has come since ``before``, and parts that belong to
    none. Returns the number of uploads."""
    number = 0
    for upload in Upload.objects.filter(changed_at__lt=before):
        discard(upload)
        number += 1
    try:
        folders, _names = private_storage().listdir(FOLDER)
    except FileNotFoundError:
        return number
    known = {str(key) for key in Upload.objects.values_list("pk", flat=True)}
    for folder in set(folders) - known:
        _delete_folder(f"{FOLDER}/{folder}")
    return number
