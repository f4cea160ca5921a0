"""Pictures of the first pages of files, drawn apart from the request that brought them."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from home.uploads import drawing
from home.uploads.serving import ServedFile


def queue_preview(stored):
    """Have the first page of ``stored`` drawn in the background, once it is kept for good."""
    from .tasks import draw_preview

    if stored.extension in drawing.PREVIEWED:
        transaction.on_commit(lambda: draw_preview.enqueue(stored.pk))


def draw(stored, drawer=drawing.draw_preview):
    """Draw the first page of ``stored``. A damaged file is left without. ``drawer`` does the
    drawing. Returns whether there is a picture now."""
    stored.preview_tried_at = timezone.now()
    try:
        with stored.file.open("rb") as file:
            preview = drawer(file, stored.extension)
    except (drawing.DrawingFailedError, OSError):
        preview = None
    if preview is not None:
        stored.preview_width, stored.preview_height = preview.width, preview.height
        stored.preview.save("preview.webp", ContentFile(preview.content), save=False)
    stored.save(update_fields=["preview", "preview_width", "preview_height", "preview_tried_at"])
    return preview is not None


def preview_as_served(stored):
    """What ``home.uploads.serving`` sends of the preview of ``stored``."""
    return ServedFile(
        file=stored.preview,
        name="preview.webp",
        media_type="image/webp",
        size=stored.preview.size,
        # Its path is a random one, and changes when it is drawn anew.
        version=stored.preview.name.rpartition("/")[2].partition(".")[0],
        created_at=stored.preview_tried_at,
        is_shown=True,
    )
