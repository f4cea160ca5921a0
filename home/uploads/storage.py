"""Where uploads lie that only a view may hand out."""

import uuid

from django.core.files.storage import storages

from .names import split_extension


def private_storage():
    """The storage without public addresses: only views that ask for rights read from it."""
    return storages["private"]


def random_path(folder, filename):
    """A path in ``folder`` that tells nothing of the file but its type."""
    key = uuid.uuid4().hex
    extension = split_extension(filename)[1]
    return f"{folder}/{key[:2]}/{key}.{extension or 'bin'}"
