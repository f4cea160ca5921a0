"""Tests: quick passwords, files in a folder of their own, mail kept in memory."""

import tempfile
from pathlib import Path

from .base import *
from .base import CACHES, DATABASES, STORAGES, env

DEBUG = False
SECRET_KEY = "tests-have-nothing-to-hide-" + "x" * 30
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

TEST_ROOT = Path(tempfile.mkdtemp(prefix="methodhub-tests-"))
MEDIA_ROOT = TEST_ROOT / "media"
PRIVATE_ROOT = TEST_ROOT / "private"
STORAGES["private"]["OPTIONS"]["location"] = str(PRIVATE_ROOT)
if not env.str("REDIS_URL", default=""):
    CACHES["shared"]["LOCATION"] = str(TEST_ROOT / "shared")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
STYLE_GUIDE = True
# Tests fill in forms as quickly as programs do.
SOONEST_FORM_SECONDS = 0

# A file in which pytest --reuse-db finds the migrated database of the run before.
if env.str("TEST_DB", default=""):
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DB")}
