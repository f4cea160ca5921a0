"""Production: everything that differs between installations comes from the environment,
and a missing secret stops the start with a message that names it."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import CACHES, MEDIA_ROOT, STORAGES, env


def required(name, cast=str):
    """Value of the environment variable ``name``; stops the start when it is missing."""
    if not env.str(name, default=""):
        raise ImproperlyConfigured(
            f"Не задана переменная окружения {name} (environment variable {name} is not set). "
            "См. docs/operator.md."
        )
    return env.list(name) if cast is list else env.str(name)


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", list)
required("DATABASE_URL")
SITE_URL = WAGTAILADMIN_BASE_URL = required("SITE_URL")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

# -- Behind a proxy that ends TLS ------------------------------------------------------

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# The container's own probes speak plain HTTP to it.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# X_FRAME_OPTIONS is SAMEORIGIN, not DENY: the admin shows a page's preview in a frame.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

# The visitor's address is read past this many proxies; nginx of compose.yaml is one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)

# -- Files -----------------------------------------------------------------------------

STATIC_ROOT = env.str("STATIC_ROOT", default=str(STATIC_ROOT))
STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

if env.str("S3_BUCKET", default=""):
    s3 = {
        "access_key": required("S3_ACCESS_KEY"),
        "secret_key": required("S3_SECRET_KEY"),
        "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
        "region_name": env.str("S3_REGION", default=None),
        "file_overwrite": False,
    }
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**s3, "bucket_name": env.str("S3_BUCKET"), "querystring_auth": False},
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**s3, "bucket_name": required("S3_PRIVATE_BUCKET"), "default_acl": "private"},
    }

# -- Mail --------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))

# Wagtail keeps the sites' root paths in the default cache: workers that do not share it
# would go on with stale ones, so several workers need Redis or the database cache.
if not env.str("REDIS_URL", default="") and not env.str("CACHE_URL", default=""):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(MEDIA_ROOT.parent / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
