"""Whether what the site stands on answers: asked by the orchestrator before it sends readers."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

TIMEOUT_SECONDS = 5
STORAGES = ("default", "private")


def check_database():
    """A query is answered."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    finally:
        # The check has a thread, and so a connection, of its own.
        connection.close()


def check_cache():
    """What is put into the cache comes out of it."""
    key, value = f"readyz-{uuid4()}", uuid4().hex
    cache.set(key, value, timeout=30)
    found = cache.get(key)
    cache.delete(key)
    if found != value:
        raise OSError("the cache lost a value")


def check_storage():
    """A file can be written, read and deleted in each place for files."""
    for name in STORAGES:
        storage, content = storages[name], uuid4().hex.encode()
        path = storage.save(f"readyz/{uuid4()}.txt", ContentFile(content))
        try:
            with storage.open(path) as file:
                if file.read() != content:
                    raise OSError(f"the storage {name} changed a file")
        finally:
            storage.delete(path)


CHECKS = {"database": check_database, "cache": check_cache, "storage": check_storage}


def run_checks(checks=None, timeout=TIMEOUT_SECONDS):
    """``{name: "ok" or what went wrong}``.

    Each check runs beside the others in a thread of its own, so that one that hangs is told
    as failed in time, and whatever error a driver raises is an answer and not a 500.
    """
    checks = CHECKS if checks is None else checks
    pool = ThreadPoolExecutor(max_workers=len(checks))
    futures = {name: pool.submit(check) for name, check in checks.items()}
    try:
        return {name: _outcome(future, timeout) for name, future in futures.items()}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _outcome(future, timeout):
    """The kind of the error is told, not its text: that may name hosts and accounts."""
    try:
        error = future.exception(timeout=timeout)
    except TimeoutError:
        return "timeout"
    return "ok" if error is None else type(error).__name__
