"""What each measurement begins with: Django over the database of DATABASE_URL, migrated."""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]


def begin():
    """Set Django up and migrate the database, which must be empty."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
