"""From the tree of a query to the syntax of the database. What stands in the tree are terms of
letters and digits alone; each is quoted all the same."""

from django.db import connection

from . import postgres, sqlite


def compile_tree(tree, columns=None):
    """``tree`` for the database at hand, asked of ``columns`` only if they are given."""
    backend = postgres if connection.vendor == "postgresql" else sqlite
    return backend.compile_tree(tree, columns)
