"""Search backends that understand Russian, on the database the site has anyway.

``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}``
"""

from django.db import connection


def make_backend(params):
    """The backend for the default database."""
    if connection.vendor == "postgresql":
        from .postgres import AnalysedPostgresBackend

        return AnalysedPostgresBackend(params)
    from .sqlite import AnalysedSQLiteBackend

    return AnalysedSQLiteBackend(params)


# The name that Wagtail looks for.
SearchBackend = make_backend

__all__ = ["SearchBackend"]
