"""Words of what was deleted, taken out of the index for good.

SQLite's full-text index only marks them as gone and keeps them in its blocks until these are
written anew; PostgreSQL leaves that to its own cleaning.
"""

from django.db import connection

from .models import FullText
from .vocabulary import count_public_words


def forget_deleted_words():
    """Count the public words anew, and write the full-text index of SQLite anew. Worth some
    seconds, once a night."""
    count_public_words()
    if connection.vendor != "sqlite":
        return
    table = connection.ops.quote_name(FullText._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(" ".join(["INSERT INTO", table, f"({table}) VALUES ('optimize')"]))
