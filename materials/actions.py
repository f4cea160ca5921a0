"""What changes materials and their files: each function checks, changes and logs.

Views, the admin and commands only call these, so that all behave alike.
"""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from home.uploads import KNOWN_TYPES, check_upload, safe_name
from home.uploads.cleaning import clean_picture
from home.uploads.names import split_extension
from subjects.permissions import check_can_moderate

from .enums import Outcome
from .indexing import reindex
from .models import FileDownloads, Material, StoredFile
from .previews import queue_preview
from .reading import queue_reading

ALLOWED_EXTENSIONS = sorted(
    {name for kind in KNOWN_TYPES for name in (kind.extension, *kind.aliases)}
)
HASH_CHUNK = 1024 * 1024


def max_upload_size():
    """The limit for one file of a material, in bytes."""
    return settings.MAX_UPLOAD_MB * 1024 * 1024


# -- Files -------------------------------------------------------------------------------


def _digest(upload):
    digest = hashlib.sha256()
    upload.seek(0)
    while chunk := upload.read(HASH_CHUNK):
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def store_file(upload, user=None):
    """Keep an uploaded file and return its ``StoredFile``. A picture is kept upright, without
    the place where it was taken, and as a JPEG if browsers do not open it (HEIC).

    Raises ``ValidationError`` with a message for the person who chose the file. The same
    file sent again by the same person (a form sent twice, an editor that saves by itself)
    is kept once.
    """
    kind = check_upload(upload, allowed=ALLOWED_EXTENSIONS, max_size=max_upload_size())
    name = safe_name(upload.name)
    kept, kind = clean_picture(upload, kind)
    stem, extension = split_extension(name)
    if not kind.is_named(extension):
        name = f"{stem}.{kind.extension}"
    sha256 = _digest(kept)
    if user is not None:
        known = StoredFile.objects.filter(uploaded_by=user, sha256=sha256, name=name).first()
        if known is not None and known.file.storage.exists(known.file.name):
            return known
    stored = StoredFile(
        name=name,
        extension=kind.extension,
        media_type=kind.media_type,
        size=kept.size,
        sha256=sha256,
        uploaded_by=user,
    )
    stored.file.save(name, kept, save=False)
    stored.save()
    queue_reading(stored)
    queue_preview(stored)
    return stored


@transaction.atomic
def count_download(material, stored):
    """Add one download of ``stored`` to all that count it. Nothing of the reader is kept."""
    StoredFile.objects.filter(pk=stored.pk).update(download_count=F("download_count") + 1)
    Material.objects.filter(pk=material.pk).update(download_count=F("download_count") + 1)
    day, _created = FileDownloads.objects.get_or_create(
        material=material, stored=stored, date=timezone.localdate()
    )
    FileDownloads.objects.filter(pk=day.pk).update(count=F("count") + 1)


# -- Materials ---------------------------------------------------------------------------


def check_publishable(material):
    """Raises ``ValidationError`` unless ``material`` is complete and may be published where
    it is: nothing new is published in a hub that is wound up."""
    errors = {}
    if material.hub is None:
        errors["hub"] = _("Choose a hub: a material without one cannot be published.")
    elif material.hub.is_wound_up and not material.live:
        errors["hub"] = _("The hub is wound up: nothing new can be published in it.")
    if not (material.listed_files or material.external_url or material.body):
        errors["__all__"] = _(
            "There is nothing in the material yet: add a file, a text or an address."
        )
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def publish(material, user):
    """Publish the newest version. Returns whether there was anything to publish.

    Raises ``PermissionDenied`` unless the user moderates the hub, and ``ValidationError``
    when the version is not complete.
    """
    check_can_moderate(user, material.hub)
    if material.live and not material.has_unpublished_changes:
        return False
    version = material.get_latest_revision_as_object()
    check_can_moderate(user, version.hub)
    version.full_clean()
    check_publishable(version)
    revision = material.get_latest_revision() or material.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)
    return True


def _change(material, user, change):
    """Apply ``change`` to the material and to the newer version that waits to be published,
    so that neither brings the old values back."""
    draft = material.get_latest_revision_as_object() if material.has_unpublished_changes else None
    change(material)
    material.save()
    if draft is not None:
        change(draft)
        draft.save_revision(user=user, clean=False)
    elif material.latest_revision_id:
        revision = material.save_revision(user=user, changed=False, clean=False)
        if material.live:
            material.live_revision = revision
            material.save(update_fields=["live_revision"])
    reindex(material)


def _restart_review(material, state, version, user):
    """The same work waits for the moderators of the hub of ``version`` now."""
    material.submissions.filter(outcome=Outcome.WAITING).update(hub=version.hub)
    was_waiting = state.status == WorkflowState.STATUS_IN_PROGRESS
    state.is_moving = True  # Nobody took it back: see recording.outcome_of_cancelled.
    state.cancel(user=user)
    workflow = version.get_workflow()
    if was_waiting and workflow is not None:
        workflow.start(material, state.requested_by)


def can_be_passed_on(material):
    """Whether a moderator may give the work to a hub that is not hers: nobody reads it yet,
    and it waits for a decision."""
    return not material.live and material.workflow_in_progress


@transaction.atomic
def move_to_hub(material, hub, user):
    """Give the material another home. Returns whether it changed.

    Raises ``PermissionDenied`` unless the user moderates both hubs, and ``ValidationError``
    when the new one is wound up. A moderation that is under way begins anew in the new hub;
    a work that only waits may be passed on to any hub, for its moderators will decide.
    """
    material = Material.objects.select_for_update().get(pk=material.pk)
    check_can_moderate(user, material.hub)
    if not can_be_passed_on(material):
        check_can_moderate(user, hub)
    if hub.is_wound_up:
        raise ValidationError(_("The hub is wound up: nothing new can be published in it."))
    if material.hub_id == hub.pk:
        return False
    old = material.hub
    state = material.current_workflow_state

    def change(version):
        version.hub = hub
        version.also_in = [guest for guest in version.also_in.all() if guest.pk != hub.pk]

    _change(material, user, change)
    if state is not None:
        _restart_review(material, state, material, user)
    _log_move(material, old, hub, user)
    return True


def _log_move(material, old, new, user):
    data = {"from": str(old or ""), "to": str(new)}
    log(material, "materials.move", user=user, data=data, content_changed=True)


@transaction.atomic
def follow_hub(material, user):
    """The newest version of a work that waits may have got another hub by the form of the
    work: its review goes on there, and its moderators are told. Returns whether it has."""
    waiting = material.submissions.filter(outcome=Outcome.WAITING).select_related("hub").first()
    if waiting is None or not material.workflow_in_progress:
        return False
    version = material.get_latest_revision_as_object()
    if version.hub is None or version.hub_id == waiting.hub_id:
        return False
    check_can_moderate(user, version.hub)
    _restart_review(material, material.current_workflow_state, version, user)
    _log_move(material, waiting.hub, version.hub, user)
    return True


@transaction.atomic
def add_tags(material, tags, user):
    """Add ``tags`` (names). Returns whether any of them was new.

    Raises ``PermissionDenied`` unless the user moderates the hub.
    """
    check_can_moderate(user, material.hub)
    present = {tag.name.lower() for tag in material.tags.all()}
    new = [tag for tag in tags if tag.lower() not in present]
    if not new:
        return False
    _change(material, user, lambda version: version.tags.add(*new))
    log(material, "materials.tag", user=user, data={"tags": new}, content_changed=True)
    return True
