"""Stored files that nothing shows any more: uploads of forms that were given up, files of
deleted materials."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import PROTECT
from wagtail.models import Revision

from .models import Material, StoredFile


def referenced_files():
    """Primary keys of the files that a material, any version of one, or a row of another
    feature has, which protects them."""
    keys = set(StoredFile.objects.filter(uses__isnull=False).values_list("pk", flat=True))
    for relation in StoredFile._meta.related_objects:
        if relation.on_delete is PROTECT:
            rows = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__isnull": False}
            )
            keys.update(rows.values_list(relation.field.name, flat=True))
    versions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Material))
    for content in versions.values_list("content", flat=True).iterator(chunk_size=200):
        keys.update(row.get("stored") for row in content.get("files", []))
    return keys


def delete_unused_files(before):
    """Delete stored files that came ``before`` that moment and that nothing refers to.
    Returns their number and size in bytes."""
    number, size = 0, 0
    used = referenced_files()
    for stored in StoredFile.objects.filter(created_at__lt=before):
        if stored.pk in used:
            continue
        storage, paths = stored.file.storage, [stored.file.name, stored.preview.name]
        number, size = number + 1, size + stored.size
        stored.delete()
        for path in filter(None, paths):
            storage.delete(path)
    return number, size
