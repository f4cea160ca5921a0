"""What the databases search in."""

from django.db import models
from django.db.models import Lookup
from django.db.models.lookups import In


class VectorField(models.Field):
    """PostgreSQL's ``tsvector``, written as its text; elsewhere an empty text."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"


class MatchField(models.TextField):
    """The column by which SQLite's full-text tables are asked."""


class Matches(Lookup):
    """``matches``: answers to a query in the database's own syntax, by its own operator."""

    lookup_name = "matches"
    template = ""

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return self.template.format(left, right), [*left_params, *right_params]


@VectorField.register_lookup
class VectorMatches(Matches):
    template = "{} @@ {}::tsquery"


@MatchField.register_lookup
class FullTextMatches(Matches):
    template = "{} MATCH {}"


@models.Field.register_lookup
class Among(In):
    """``IN``, with keys that PostgreSQL finds out first. It cannot tell how many answer to a
    query of words, and would join in the dearest order."""

    lookup_name = "among"

    def get_rhs_op(self, connection, rhs):
        if connection.vendor == "postgresql" and not self.rhs_is_direct_value():
            return f"= ANY(ARRAY{rhs})"
        return super().get_rhs_op(connection, rhs)
