"""Work that does not make the reader wait."""

from django_tasks import task

from .enums import FileTextStatus
from .models import FileText, StoredFile


@task()
def read_file_text(stored_id):
    """Read the text of a stored file, if it is still there and waits for that."""
    from .reading import read

    text = FileText.objects.select_related("stored").filter(stored=stored_id).first()
    if text is None or text.status != FileTextStatus.QUEUED:
        return False
    return read(text)


@task()
def draw_preview(stored_id):
    """Draw the first page of a stored file, if it is still there and nobody has tried."""
    from .previews import draw

    stored = StoredFile.objects.filter(pk=stored_id, preview_tried_at=None).first()
    return bool(stored and draw(stored))
