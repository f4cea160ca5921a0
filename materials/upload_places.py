"""Forms that take files: a work's, and those of features on higher floors (posts, letters).

A feature lets more people than contributors send files by the hook ``register_upload_right``: a
function ``(user)`` that answers whether she may. Its form gives an ``UploadPlace``.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from wagtail import hooks

from . import uploads
from .models import MaterialFile
from .permissions import can_contribute_anywhere

# The browser keeps no file longer (KEPT_MS in uploads.js).
KEPT = timedelta(days=7)


@dataclass
class UploadPlace:
    """``draft`` names the form among those of one person, so that files which are on their way
    come back to it; ``taken`` are keys of files that need not; ``most`` and ``many`` are the
    limit and its words; ``held`` is how many are there."""

    draft: str
    most: int
    many: str
    held: int = 0
    taken: set = field(default_factory=set)


def may_upload(user):
    """Whether there is a form for which ``user`` may send files."""
    if can_contribute_anywhere(user):
        return True
    return any(may(user) for may in hooks.get_hooks("register_upload_right"))


def recently():
    """The moment before which the browser has forgotten what it sent."""
    return timezone.now() - KEPT


def place_of_work(user, material, rows):
    """The ``UploadPlace`` of a work, or of one that is still to be begun."""
    held = [row.stored_id for row in rows or () if row.stored_id]
    recent = MaterialFile.objects.filter(
        stored__uploaded_by=user, stored__created_at__gte=recently()
    )
    return UploadPlace(
        draft=material.pk if material else "new",
        most=settings.MAX_FILES_PER_MATERIAL,
        many=uploads.too_many_files(),
        held=len(held),
        taken={*held, *recent.values_list("stored_id", flat=True)},
    )
