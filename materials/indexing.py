"""Keeping the search index in step with what a material is made of."""

from modelsearch.tasks import insert_or_update_object_task


def reindex(material):
    """Index the material anew. The library does it when the row is saved, which is before
    its tags, authors and files are."""
    insert_or_update_object_task.enqueue(
        material._meta.app_label, material._meta.model_name, str(material.pk)
    )
