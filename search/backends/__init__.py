"""Search backends that understand Russian, on the database the site has anyway.

``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}``
"""

from django.db import connection


def SearchBackend(params):  # Wagtail looks for this name.
    """The backend for the default database."""
    if connection.vendor == "postgresql":
        from .postgres import AnalysedPostgresBackend

        return AnalysedPostgresBackend(params)
    from .sqlite import AnalysedSQLiteBackend

    return AnalysedSQLiteBackend(params)


__all__ = ["SearchBackend"]
