"""Work that does not make the reader wait."""

from django_tasks import task

from .actions import exports, invitation_letters
from .models import DataExport


@task()
def make_data_export(export_id):
    """Make the copy of a person's data, if she is still here and waits for it."""
    export = DataExport.objects.select_related("user").filter(pk=export_id).first()
    return export is not None and exports.make(export)


@task()
def send_invitation_letters(invitation_ids):
    """Send their codes to people who have an address."""
    return invitation_letters.send_now(invitation_ids)
