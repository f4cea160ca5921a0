"""What all tests share."""

import re
import shutil

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches

from .database import use_copy

pytest_plugins = ["tests.crowd"]


def pytest_configure(config):
    """Before any database is made."""
    use_copy(config)


# What the modules are about whose outcome may differ between databases: locks, counting, order,
# search, numbers of queries, transactions; and the matrices, which open every view.
OF_THE_DATABASE = re.compile(
    "(?<![a-z])(?:actions|budgets|closed|concurrency|counting|deletion|groups|hostile|indexing|lists"
    "|locks|machine|matrix|migrations|prepare|querysets|queue|search|sources|submission|twice"
    "|visibility)"
)


def pytest_collection_modifyitems(items):
    """Mark the tests that are worth running on another database."""
    for item in items:
        fixtures = {"db", "transactional_db", "crowd"} & set(item.fixturenames)
        asks = fixtures or item.get_closest_marker("django_db")
        if asks and OF_THE_DATABASE.search(f"{item.path.parent.name}_{item.path.stem}"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def empty_cache():
    """Wagtail keeps the sites' root paths in the cache, where no roll-back reaches them; of the
    shared one, talks keep their versions there. Content types that tests before have asked for
    would make the number of queries depend on the order."""
    for alias in caches:
        caches[alias].clear()
    ContentType.objects.clear_cache()


class _NeverDone:
    """Stands for a task that nobody waits for."""

    @staticmethod
    def enqueue(*_args):
        pass


@pytest.fixture(autouse=True)
def index_only_where_asked(request, monkeypatch):
    """What tests save goes into the search and into Wagtail's index of references only for the
    mark ``indexed``: it takes a third of the time, and few tests look there."""
    if not request.node.get_closest_marker("indexed"):
        monkeypatch.setattr("modelsearch.signal_handlers.insert_or_update_object_task", _NeverDone)
        monkeypatch.setattr("wagtail.signal_handlers.update_reference_index_task", _NeverDone)


def pytest_sessionfinish():
    """Remove what the tests have uploaded."""
    shutil.rmtree(settings.TEST_ROOT, ignore_errors=True)
