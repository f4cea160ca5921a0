"""Files that nothing refers to are deleted; those of old versions are not."""

import io

import pytest
from django.core.management import call_command

from demo.factories.materials import MaterialFactory, StoredFileFactory
from materials.models import StoredFile

pytestmark = pytest.mark.django_db


def test_only_what_nothing_refers_to_is_deleted():
    shown, of_a_version, unused = (StoredFileFactory(name=f"{n}.txt") for n in range(3))
    material = MaterialFactory(files=[shown, of_a_version], with_revision=True)
    material.files.remove(material.files.get(stored=of_a_version))
    material.save()
    path, storage = unused.file.name, unused.file.storage

    call_command("tidy_files", days=1, stdout=io.StringIO())
    assert StoredFile.objects.count() == 3

    out = io.StringIO()
    call_command("tidy_files", days=0, stdout=out)
    assert set(StoredFile.objects.all()) == {shown, of_a_version}
    assert not storage.exists(path)
    assert storage.exists(shown.file.name)
    assert "1" in out.getvalue()
