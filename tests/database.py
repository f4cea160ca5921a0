"""A migrated SQLite database, made once and copied by every process that runs tests: to migrate
an empty one takes longer than the tests of an app.

It lies in the folder for temporary files under the digest of all migrations, so another set of
migrations makes another. ``pytest --create-db`` does without.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(tempfile.gettempdir()) / f"methodhub-migrated-{os.getuid()}"
KEPT = 24 * 60 * 60


def use_copy(config):
    """Let the tests of this process begin with a copy, unless they have a database already."""
    database = settings.DATABASES["default"]
    is_embedded = database["ENGINE"] == "django.db.backends.sqlite3"
    if not is_embedded or database.get("TEST", {}).get("NAME") or config.option.create_db:
        return
    migrated = make_migrated()
    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker is None and getattr(config.option, "numprocesses", None):
        # The tests run in other processes, which find it made.
        return
    name = settings.TEST_ROOT / "db.sqlite3"
    shutil.copyfile(migrated, f"{name}_{worker}" if worker else name)
    database.setdefault("TEST", {})["NAME"] = str(name)
    config.option.reuse_db = True


def make_migrated():
    """Path of the migrated database; made if it is not there."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    path = FOLDER / f"{_digest()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _forget_old()
            fresh = path.with_suffix(".sqlite3-new")
            fresh.unlink(missing_ok=True)
            settings_of_it = {
                "DATABASE_URL": f"sqlite:///{fresh}",
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
            }
            subprocess.run(
                [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
                env=os.environ | settings_of_it,
                check=True,
            )
            fresh.rename(path)
    return path


def _forget_old():
    for path in FOLDER.glob("*.sqlite3*"):
        if time.time() - path.stat().st_mtime > KEPT:
            path.unlink()


def _digest():
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{file.name}".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:24]
