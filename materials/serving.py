"""Files of materials on their way to a reader."""

from home.uploads.serving import ServedFile


def as_served(stored):
    """What ``home.uploads.serving`` sends of a ``StoredFile``."""
    return ServedFile(
        file=stored.file,
        name=stored.name,
        media_type=stored.media_type,
        size=stored.size,
        version=stored.sha256[:32],
        created_at=stored.created_at,
    )
