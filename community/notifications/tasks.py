"""Work that does not make the reader wait."""

from django_tasks import task

from .kinds import get_kind
from .models import Notice


@task()
def send_notice_letter(notice_id):
    """Send the letter of a notice, if it is still there, the person may be written to and may
    read what it tells of."""
    from .delivery import send_letter_of
    from .sight import is_in_sight

    notice = Notice.objects.select_related("recipient").filter(pk=notice_id).first()
    if notice is None or not notice.recipient.is_active or not is_in_sight(notice):
        return False
    kind = get_kind(notice.verb)
    return send_letter_of(notice, is_mandatory=kind is not None and kind.is_mandatory)
