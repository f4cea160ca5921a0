"""Reading the text inside files, apart from the request that brought them."""

from django.db import transaction
from django.utils import timezone

from home.uploads.extraction import ExtractionFailedError, extract_text

from .enums import FileTextStatus
from .indexing import reindex
from .models import FileText, Material


def queue_reading(stored):
    """Have the text of ``stored`` read in the background, once it is kept for good."""
    from .tasks import read_file_text

    FileText.objects.get_or_create(stored=stored)
    transaction.on_commit(lambda: read_file_text.enqueue(stored.pk))


def read(text, extract=extract_text):
    """Read the file of ``text`` (a ``FileText``) and keep what was found; the materials that
    show it are indexed anew. A damaged file is marked and nothing else happens. ``extract``
    does the reading. Returns the new status."""
    stored = text.stored
    text.parts, text.is_cut, text.reason = [], False, ""
    try:
        with stored.file.open("rb") as file:
            found = extract(file, stored.extension)
    except (ExtractionFailedError, OSError) as error:
        text.status, text.reason = FileTextStatus.FAILED, str(error)[:200]
    else:
        text.status = FileTextStatus.NONE
        if found is not None:
            parts, text.is_cut = found
            text.parts = [[part.place, part.text] for part in parts]
            text.status = FileTextStatus.READY if parts else FileTextStatus.NONE
    text.read_at = timezone.now()
    text.save()
    for material in Material.objects.filter(files__stored=stored, live=True).distinct():
        reindex(material)
    return text.status
