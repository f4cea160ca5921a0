"""What tests of people share."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections


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


@pytest.fixture
def crowd(django_db_setup, django_db_blocker, tmp_path):
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
