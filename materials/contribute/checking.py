"""What still stands between a draft and its sending, and where the author mends it."""

import datetime
from dataclasses import dataclass, replace

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import submission
from ..enums import FileTextStatus
from ..guard import findings_of, unread_files
from .drafting import imported_documents, typed_text

# So long an author waits until her files are read; then a moderator looks for herself.
PATIENCE = datetime.timedelta(minutes=3)
FIRST_STEP_FIELDS = {"external_url", NON_FIELD_ERRORS}


@dataclass(frozen=True)
class Problem:
    """Something that is missing or wrong, and where it is put right."""

    text: str
    url: str


@dataclass(frozen=True)
class Shown:
    """A finding of the guard with the address of the field or file that holds it, and whether
    the author leaves it in."""

    found: object
    url: str
    is_confirmed: bool = False


def problems_of(version):
    """All for which ``version`` cannot be sent yet."""
    problems = []
    try:
        submission.check_complete(version)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            problems += [_problem(version, name, message) for message in messages]
    if version.warranted_at is None:
        url = step_url(version, "edit_about", "id_warranty")
        problems.append(Problem(_("Say that you are the author or have a permission."), url))
    return problems


def _problem(version, name, message):
    if name in FIRST_STEP_FIELDS:
        return Problem(message, step_url(version, "edit_files"))
    if name == "body":
        return Problem(message, text_url(version))
    try:
        label = version._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return Problem(message, step_url(version, "edit_about"))
    if getattr(version, name, None) in (None, ""):
        message = _("it is empty")
    text = _("%(field)s: %(message)s") % {"field": str(label).capitalize(), "message": message}
    return Problem(text, step_url(version, "edit_about", f"id_{name}"))


def step_url(version, name, anchor=""):
    """The address of a step, and of the place on its page."""
    url = reverse(f"materials:{name}", args=[version.pk])
    return f"{url}#{anchor}" if anchor else url


def text_url(version):
    """Where the text is mended: what was typed in the first step, what came out of a document
    in the second."""
    if imported_documents(version) or typed_text(version) is None:
        return step_url(version, "edit_about", "document")
    return step_url(version, "edit_files", "id_text")


def shown_findings(version, confirmed=()):
    """``Shown`` findings of the guard; the same words in one place are shown once."""
    urls = {
        _("Title"): step_url(version, "edit_about", "id_title"),
        _("Summary"): step_url(version, "edit_about", "id_summary"),
        _("Text"): text_url(version),
    }
    files = {row.stored.name: f"file-{row.stored_id}" for row in version.listed_files}
    shown, seen = [], set()
    for found in findings_of(version):
        if (found.where, found.place, found.key) in seen:
            continue
        seen.add((found.where, found.place, found.key))
        url = urls.get(found.where) or step_url(
            version, "edit_files", files.get(found.where, "files")
        )
        shown.append(Shown(found, url))
    last = version.submissions.first()
    known = {(row["kind"], row["text"]) for row in last.confirmed} if last else set()
    return [
        replace(one, is_confirmed=one.found.key in confirmed
                or (one.found.kind, one.found.text) in known)
        for one in shown
    ]  # fmt: skip


def files_being_read(version):
    """``(files, must_wait)``: names of files that the guard has not read, and whether it is
    worth waiting for them."""
    unread = list(unread_files(version))
    since = timezone.now() - PATIENCE
    must_wait = any(
        text.status == FileTextStatus.QUEUED and text.stored.created_at > since for text in unread
    )
    return unread, must_wait
