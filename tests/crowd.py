"""Several people who act at the same moment, for tests of what must hold then."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases


class Crowd:
    """People who act at the same moment, each on a connection of her own."""

    def once(self, act):
        """Run ``act`` alone and return what it gives."""
        return self.together([act])[0]

    def together(self, acts, refusals=()):
        """Run all ``acts`` at once; gives what each returned, or the refusal it met."""
        barrier = threading.Barrier(len(acts))

        def run(act):
            try:
                barrier.wait(timeout=20)
                return act()
            except refusals as refusal:
                return refusal
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=len(acts)) as pool:
            return list(pool.map(run, acts))


def _copy_sqlite(path):
    with sqlite3.connect(path) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    target.close()
    return str(path)


def _asks_for_database(test):
    return test.get_closest_marker("django_db") or "db" in test.fixturenames


@pytest.fixture(scope="session")
def crowd_database(request, django_db_setup, django_db_blocker, django_db_keepdb):
    """pytest-django makes a database when a test of the run is marked as one that needs it.
    Those with a crowd are not, or each would be a transaction: alone, they make it here."""
    if any(_asks_for_database(test) for test in request.session.items):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=django_db_keepdb, aliases=["default"]
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def crowd(crowd_database, django_db_blocker, tmp_path):
    """Real transactions, in a copy of the test database: the other tests keep theirs. The test
    itself has no connection to it, so it does everything through the crowd."""
    settings = connections.settings["default"]
    original = settings["NAME"]
    is_sqlite = connection.vendor == "sqlite"
    with django_db_blocker.unblock():
        if is_sqlite:
            name = _copy_sqlite(tmp_path / "crowd.sqlite3")
        else:
            connection.close()
            connection.creation.clone_test_db("crowd", verbosity=0, autoclobber=True)
            name = connection.creation.get_test_db_clone_settings("crowd")["NAME"]
        settings["NAME"] = name
        try:
            yield Crowd()
        finally:
            settings["NAME"] = original
            if not is_sqlite:
                connection.creation.destroy_test_db(suffix="crowd", verbosity=0)
