"""What the databases search in."""

from django.db import models
from django.db.models import Lookup


class VectorField(models.Field):
    """PostgreSQL's ``tsvector``, written as its text; elsewhere an empty text."""

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"


class MatchField(models.TextField):
    """The column by which SQLite's full-text tables are asked."""


@VectorField.register_lookup
class VectorMatches(Lookup):
    lookup_name = "matches"

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", [*left_params, *right_params]


@MatchField.register_lookup
class FullTextMatches(Lookup):
    lookup_name = "matches"

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", [*left_params, *right_params]
