"""What an author changes in her work: the newest version is kept at each step.

The row of a work that is not on the site goes along with its newest version; of a published
work only the version changes, so that readers see nothing before a moderator does.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import locks, pictures, submission
from ..enums import WorkState
from ..models import Material, MaterialAuthor, MaterialFile
from ..signing import sign
from ..uploads import check_number
from ..word.importing import ConversionFailedError, import_document
from .plain_text import DOCUMENT_ID, split_body, to_blocks, to_text
from .suggestions import guess_title

MAX_KEY = Material._meta.get_field("form_key").max_length


class OutdatedError(Exception):
    """The work was changed elsewhere since the form was opened, or is being changed now by
    another author: ``version`` is what is kept, ``held`` who has it (``locks.HeldError``)."""

    def __init__(self, version, held=None):
        super().__init__()
        self.version, self.held = version, held


def newest(material):
    """The newest version of ``material``, as an object that may be changed and shown."""
    return material.get_latest_revision_as_object()


def begin(user, key, hub=None):
    """The draft that ``user`` makes by the form ``key``: the one that the form has made already,
    whichever of several requests was the first, or a new one. What has gone its way since then
    is not touched: the form is taken for a new one."""
    while True:
        begun = Material.objects.filter(owner=user, form_key=key).first()
        if begun is None:
            try:
                return start(user, hub, key)
            except IntegrityError:
                begun = Material.objects.get(owner=user, form_key=key)
        if submission.state_of(begun) == WorkState.DRAFT:
            return begun
        key = hashlib.sha256(f"{key} {begun.pk}".encode()).hexdigest()[:MAX_KEY]


def unfinished(user):
    """The newest draft of ``user`` that she has not sent yet, if there is one."""
    drafts = Material.objects.filter(owner=user, is_private=True, live=False)
    begun = drafts.order_by("-pk").first()
    return begun if begun is not None and submission.state_of(begun) == WorkState.DRAFT else None


@transaction.atomic
def start(user, hub=None, key=""):
    """A new, empty work of ``user``, which nobody else sees. Raises ``IntegrityError`` when the
    form ``key`` has made one already."""
    material = Material(
        live=False,
        has_unpublished_changes=True,
        owner=user,
        form_key=key,
        is_private=True,
        hub=hub,
        school=user.organisation_name[:200],
    )
    material.authors.add(MaterialAuthor(user=user))
    material.save()
    material.save_revision(user=user, clean=False)
    log(material, "wagtail.create", user=user)
    return material


@transaction.atomic
def change(material, user, alter, base=None):
    """Apply ``alter`` to the newest version and keep it. Returns the version.

    ``base`` is the number of the version that the author had before her eyes: raises
    ``OutdatedError`` and keeps nothing when another one was kept since then and this change
    would overwrite it. A change that changes nothing keeps nothing.
    """
    material = Material.objects.select_for_update().get(pk=material.pk)
    submission.check_may_edit(user, material)
    version = newest(material)
    before, old_body = version.serializable_data(), version.body
    alter(version)
    if version.serializable_data() == before:
        return version
    if base is not None and base != material.latest_revision_id:
        raise OutdatedError(newest(material))
    try:
        locks.take(material, user)
    except locks.HeldError as held:
        raise OutdatedError(newest(material), held) from held
    for name in locks.FIELDS:
        setattr(version, name, getattr(material, name))
    sign(version)
    if not material.live:
        version.save()
    version.save_revision(user=user, clean=False)
    pictures.delete_removed(material, old_body, version.body)
    return version


@transaction.atomic
def warrant(material, user):
    """Keep that ``user`` says she may publish the work. Returns whether it is news."""
    fresh = Material.objects.filter(pk=material.pk, warranted_at=None)
    if not fresh.update(warranted_at=timezone.now()):
        return False
    log(material, "materials.warrant", user=user)
    return True


# -- Files -----------------------------------------------------------------------------------


def add_files(version, stored_files):
    """Put files at the end; one that is there already is not put twice."""
    rows = list(version.files.all())
    # A form that is sent twice at once may keep the same file twice.
    known = {(row.stored.name, row.stored.sha256) for row in rows if row.stored_id}
    for stored in stored_files:
        if (stored.name, stored.sha256) not in known:
            rows.append(MaterialFile(stored=stored))
            known.add((stored.name, stored.sha256))
    check_number(len(rows))
    _keep_rows(version, rows)
    if not version.title:
        version.title = next(filter(None, map(guess_title, stored_files)), "")


def remove_file(version, stored_id):
    """Take a file away; the text that came out of it goes with it."""
    _keep_rows(version, [row for row in version.files.all() if row.stored_id != stored_id])
    if any(row.stored_id == stored_id for row in version.files.all()):
        return
    drop_document(version, stored_id)


def move_file(version, stored_id, shift):
    """Move a file up (-1) or down (1)."""
    rows = list(version.files.all())
    place = next((n for n, row in enumerate(rows) if row.stored_id == stored_id), None)
    if place is None or not 0 <= place + shift < len(rows):
        return
    rows[place], rows[place + shift] = rows[place + shift], rows[place]
    _keep_rows(version, rows)


def _keep_rows(version, rows):
    for order, row in enumerate(rows):
        row.sort_order = order
    version.files = rows


# -- Text ------------------------------------------------------------------------------------


def typed_text(version):
    """What the author typed as text; ``None`` when the text was written in the admin and holds
    more than the plain field can show."""
    own, _imported = split_body(version.body)
    return to_text(own)


def set_typed_text(version, text):
    """Replace what was typed; what came out of a document stays after it."""
    own, imported = split_body(version.body)
    kept = to_text(own)
    if kept is None or kept == text.replace("\r\n", "\n").strip():
        return
    version.body = [*to_blocks(text), *imported]


def imported_documents(version):
    """Numbers of the stored files whose text stands on the page."""
    _own, imported = split_body(version.body)
    return {int(block["id"].split("-")[1]) for block in imported}


def read_document(stored, version, user):
    """The text of the Word document ``stored`` as ``Imported``. Raises ``ValidationError``."""
    try:
        with stored.file.open("rb") as file:
            return import_document(file, pictures.Gallery(version, user), str(version))
    except (ConversionFailedError, OSError) as error:
        raise ValidationError(
            _("The text could not be taken out of the document. It stays as a file.")
        ) from error


def put_document(version, stored_id, imported):
    """Show what was read out of a document on the page itself."""
    drop_document(version, stored_id)
    blocks = [
        {**block, "id": f"{DOCUMENT_ID}{stored_id}-{number}"}
        for number, block in enumerate(imported.blocks)
    ]
    own, others = split_body(version.body)
    version.body = [*own, *others, *blocks]


def drop_document(version, stored_id):
    """Take the text of a document off the page; the file stays."""
    own, imported = split_body(version.body)
    begin = f"{DOCUMENT_ID}{stored_id}-"
    kept = [block for block in imported if not block["id"].startswith(begin)]
    if len(kept) != len(imported):
        version.body = [*own, *kept]
