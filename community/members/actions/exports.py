"""A copy of all that the site keeps of a person: asked for, made in the background, kept for
a week."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.signals import activity

from ..data_archive import write_archive
from ..enums import ExportStatus
from ..log import log
from ..models import DataExport, User

DAYS_KEPT = 7
ASKED_AT_MOST = timedelta(hours=1)
# A copy that is not ready after so long will never be: its worker has ended.
GIVEN_UP_AFTER = timedelta(hours=6)


@transaction.atomic
def request_export(user):
    """Begin a copy for ``user`` and return it; it is made after this change is stored.

    Raises ``ValidationError`` while one is being made, and within an hour of the last.
    """
    from ..tasks import make_data_export

    User.objects.select_for_update().get(pk=user.pk)
    exports = DataExport.objects.filter(user=user)
    now = timezone.now()
    if exports.filter(status=ExportStatus.QUEUED, created_at__gt=now - GIVEN_UP_AFTER).exists():
        raise ValidationError(_("A copy is being prepared already. Wait a little."))
    recent = exports.exclude(status=ExportStatus.FAILED).filter(created_at__gt=now - ASKED_AT_MOST)
    if recent.exists():
        raise ValidationError(_("A copy can be made once an hour. Download the last one."))
    export = DataExport.objects.create(user=user)
    log("members.request_export", user, user)
    transaction.on_commit(lambda: make_data_export.enqueue(export.pk))
    return export


def make(export):
    """Make the copy; returns whether it was made. A failure is kept as one, told to the
    person, and goes on to whoever reads the log of errors."""
    if export.status != ExportStatus.QUEUED:
        return False
    is_made = False
    try:
        with write_archive(export.user) as archive:
            export.file.save("data.zip", File(archive), save=False)
            export.size = export.file.size
        is_made = True
    finally:
        _finish(export, ExportStatus.READY if is_made else ExportStatus.FAILED)
    return True


@transaction.atomic
def _finish(export, status):
    now = timezone.now()
    export.status = status
    if status == ExportStatus.READY:
        export.ready_at, export.expires_at = now, now + timedelta(days=DAYS_KEPT)
    if not DataExport.objects.filter(pk=export.pk).exists():
        # The account was deleted meanwhile.
        export.file.delete(save=False)
        return
    export.save()
    verb = "export_ready" if status == ExportStatus.READY else "export_failed"
    activity.send(sender=DataExport, actor=None, verb=verb, target=export, hub=None)


def expire(before=None):
    """Delete copies whose time is over, and give up those that nobody makes any more. Returns
    how many copies were deleted."""
    now = before or timezone.now()
    DataExport.objects.filter(
        status=ExportStatus.QUEUED, created_at__lte=now - GIVEN_UP_AFTER
    ).update(status=ExportStatus.FAILED)
    number = 0
    for export in DataExport.objects.filter(status=ExportStatus.READY, expires_at__lte=now):
        export.file.delete(save=False)
        export.status, export.size = ExportStatus.EXPIRED, 0
        export.save()
        number += 1
    return number
