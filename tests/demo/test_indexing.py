"""What is loaded goes into the search in the end; what is saved later goes there at once."""

import pytest

from demo.factories.subjects import HubPageFactory
from demo.loading.indexing import indexing_in_the_end
from search.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


def is_indexed(page):
    return Entry.objects.filter(object_id=page.pk).exists()


def test_the_search_knows_what_was_loaded_in_the_end_and_follows_what_comes_later():
    with indexing_in_the_end():
        loaded = HubPageFactory()
        assert not is_indexed(loaded)
    assert is_indexed(loaded)
    assert is_indexed(HubPageFactory())


def test_where_nothing_is_loaded_nothing_is_indexed():
    with indexing_in_the_end():
        pass
    assert not Entry.objects.exists()
