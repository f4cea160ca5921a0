"""A migrated database, made once and copied by every process that runs tests: to migrate an
empty one takes longer than the tests of an app.

It is named by the digest of all migrations, so another set of migrations makes another. On
SQLite it is a file in the folder for temporary files, on PostgreSQL a database beside those of
the tests. ``pytest --create-db`` does without.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import connection
from pytest_django.plugin import blocking_manager_key

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(tempfile.gettempdir()) / f"methodhub-migrated-{os.getuid()}"
PREFIX = "methodhub_migrated_"
KEPT = 24 * 60 * 60


def use_copy(config):
    """Let the tests of this process begin with a copy, unless they have a database already."""
    if settings.DATABASES["default"].get("TEST", {}).get("NAME") or config.option.create_db:
        return
    use = {"sqlite": _use_copied_file, "postgresql": _use_template}.get(connection.vendor)
    if use is not None:
        use(config)


def _use_copied_file(config):
    migrated = make_migrated()
    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker is None and getattr(config.option, "numprocesses", None):
        # The tests run in other processes, which find it made.
        return
    name = settings.TEST_ROOT / "db.sqlite3"
    shutil.copyfile(migrated, f"{name}_{worker}" if worker else name)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(name)
    config.option.reuse_db = True


def _use_template(config):
    if not config.option.reuse_db:
        with config.stash[blocking_manager_key].unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = make_template()


def make_migrated():
    """Path of the migrated file of SQLite; made if it is not there."""
    with _alone():
        path = FOLDER / f"{_digest()}.sqlite3"
        if not path.exists():
            _forget_old_files()
            fresh = path.with_suffix(".sqlite3-new")
            fresh.unlink(missing_ok=True)
            _migrate(f"sqlite:///{fresh}")
            fresh.rename(path)
    return path


def make_template():
    """Name of the migrated database of PostgreSQL; made if it is not there."""
    name = PREFIX + _digest()
    fresh = f"{name}_new"
    with _alone(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            _forget_old_templates(cursor)
            cursor.execute(f"DROP DATABASE IF EXISTS {fresh}")
            cursor.execute(f"CREATE DATABASE {fresh}")
            cursor.execute(f"COMMENT ON DATABASE {fresh} IS '{time.time():.0f}'")
            server = urlsplit(os.environ["DATABASE_URL"])
            _migrate(server._replace(path=f"/{fresh}").geturl())
            cursor.execute(f"ALTER DATABASE {fresh} RENAME TO {name}")
    return name


@contextmanager
def _alone():
    """No other process on this machine is here meanwhile."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url):
    settings_of_it = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
        env=os.environ | settings_of_it,
        check=True,
    )


def _forget_old_files():
    for path in FOLDER.glob("*.sqlite3*"):
        if time.time() - path.stat().st_mtime > KEPT:
            path.unlink()


def _forget_old_templates(cursor):
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " AND shobj_description(oid, 'pg_database')::bigint < %s",
        [PREFIX, time.time() - KEPT],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE {name}")


def _digest():
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{file.name}".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:24]
