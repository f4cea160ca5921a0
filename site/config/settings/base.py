"""Settings common to all ways of running the site; every value that an installation may
want to change is read from the environment (see docs/operator.md)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .accounts import *
from .accounts import PROVIDER_APPS

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[3]
# Everything that the running site writes: database, uploads, caches of assembled files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()

# -- What the site is made of --------------------------------------------------------

INSTALLED_APPS = [
    # Our floors, from the roof down: an earlier app's templates and static files win.
    "demo",
    "sections.for_parents",
    "sections.announcements",
    "sections.useful_sites",
    "sections.instructions",
    "sections.official",
    "sections.achievements",
    "materials",
    "community.notifications",
    "community.discussions",
    "community.moderation",
    "community.members",
    "subjects",
    "search",
    "home",
    "wagtail_modeladmin",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "community.members.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "community.members.apps.SessionsConfig",
    "captcha",
    "django_tasks",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

INSTALLED_APPS += PROVIDER_APPS

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "home.middleware.ContentSecurityMiddleware",
    "home.middleware.NullCharacterMiddleware",
    "home.display.DisplayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.members.middleware.PeopleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# -- Database ------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # Without these, a third of concurrent writes fail with "database is locked".
    "transaction_mode": "IMMEDIATE",
    # Whoever writes waits for the others, as long as a request may take.
    "timeout": 40,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"),
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Pages ask for little: to compile a query takes longer than the query. (PgBouncer needs
    # ``ignore_startup_parameters = options``.)
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Language and time ---------------------------------------------------------------

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Moscow")
USE_I18N = True
USE_TZ = True

# -- Files ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "home.staticfiles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Files of materials: never under MEDIA_URL, only served by the download view, which
# asks whether the material is published.
PRIVATE_ROOT = VAR_DIR / "private"
# Small installations have no web server in front that would serve /media/.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", default=50)
MAX_IMAGE_MB = env.int("MAX_IMAGE_MB", default=20)
# Of one material, and of one person in twenty-four hours.
MAX_FILES_PER_MATERIAL = env.int("MAX_FILES_PER_MATERIAL", default=20)
MAX_UPLOAD_MB_PER_DAY = env.int("MAX_UPLOAD_MB_PER_DAY", default=1000)
MAX_UPLOADS_PER_HOUR = env.int("MAX_UPLOADS_PER_HOUR", default=600)
# A form of a post that comes back sooner was filled in by a program; 0: none was.
SOONEST_FORM_SECONDS = env.int("SOONEST_FORM_SECONDS", default=2)
# An antivirus that each uploaded file is shown to: clamd listening on TCP. Files that it cannot
# be asked about are not taken.
CLAMAV_HOST = env.str("CLAMAV_HOST", default="")
CLAMAV_PORT = env.int("CLAMAV_PORT", default=3310)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = [
    "home.uploads.handlers.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STYLE_GUIDE = False  # /styleguide/: for those who draw and test, not for readers.

# -- Wagtail -------------------------------------------------------------------------

WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="MethodHub")
# The address by which readers know the site, for links in letters, feeds and search engines;
# without it pages name the address they were asked by.
SITE_URL = env.str("SITE_URL", default="")
WAGTAILADMIN_BASE_URL = SITE_URL or "http://127.0.0.1:8000"
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.uploads.forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MAX_IMAGE_MB * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "home.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.forms.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "djvu", "doc", "docx", "epub", "ggb", "jpeg", "jpg", "m4a", "mp3", "mp4", "odp",
    "ods", "odt", "pdf", "png", "pps", "ppsx", "ppt", "pptx", "rtf", "sb3", "txt", "wav",
    "webm", "webp", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_MAX_UPLOAD_SIZE = MAX_UPLOAD_MB * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_RECENT_EDITS_LIMIT = 7
WAGTAILUSERS_PASSWORD_ENABLED = True
WAGTAIL_MODERATION_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
WAGTAILEMBEDS_FINDERS = []  # Videos are addresses opened on a click: nothing is asked of others.

WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "search.backends"},
}

# -- Tasks, mail, cache ----------------------------------------------------------------

# "immediate": done within the request, nothing else needs to run. "database": kept there until
# the worker (manage.py db_worker) does it.
TASKS_BACKEND = env.str("TASKS_BACKEND", default="immediate")
TASKS_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
if TASKS_BACKEND not in TASKS_BACKENDS:
    raise ImproperlyConfigured(f"TASKS_BACKEND: {', '.join(TASKS_BACKENDS)}, not {TASKS_BACKEND}")
TASKS = {"default": {"BACKEND": TASKS_BACKENDS[TASKS_BACKEND]}}
if TASKS_BACKEND == "database":
    INSTALLED_APPS.append("django_tasks_db")

CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://"),
}
# What every process must see at once (versions of talks): never the memory of one of them.
CACHES["shared"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": str(VAR_DIR / "shared"),
    "OPTIONS": {"MAX_ENTRIES": 20_000},
}
if env.str("REDIS_URL", default=""):
    CACHES["default"] = CACHES["shared"] = env.cache_url("REDIS_URL")

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="methodhub@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A mail server that does not answer must not hold a page for long.
EMAIL_TIMEOUT = 10
# So long does the link in a letter work that stops letters of its kind.
NOTICE_UNSUBSCRIBE_DAYS = 365

# -- Security --------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# The public site runs no inline script or style and asks nothing of other hosts; the
# middleware widens it for the Wagtail admin alone and for frames a page needs.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
