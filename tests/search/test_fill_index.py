"""``manage.py fill_index``: after an update that brought another index."""

import pytest
from django.core.management import call_command

from demo.factories.members import UserFactory
from demo.factories.sections import OfficialDocumentFactory
from search.models import Entry

pytestmark = pytest.mark.django_db


def test_an_empty_index_is_filled_and_a_full_one_is_left_alone():
    OfficialDocumentFactory()
    Entry.objects.all().delete()
    call_command("fill_index", verbosity=0)
    indexed = set(Entry.objects.values_list("pk", "indexed_at"))
    assert indexed
    call_command("fill_index", verbosity=0)
    assert set(Entry.objects.values_list("pk", "indexed_at")) == indexed


def test_a_kind_that_a_new_version_finds_is_indexed():
    OfficialDocumentFactory()
    call_command("fill_index", verbosity=0)
    people = Entry.objects.filter(content_type__model="user")
    assert not people.exists()
    indexed = set(Entry.objects.values_list("pk", "indexed_at"))
    person = UserFactory()
    call_command("fill_index", verbosity=0)
    assert [entry.object_id for entry in people] == [person.pk]
    assert indexed < set(Entry.objects.values_list("pk", "indexed_at"))
