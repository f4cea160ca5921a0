from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from .analysed import AnalysedBackendMixin, AnalysedIndexMixin


class AnalysedPostgresIndex(AnalysedIndexMixin, PostgresIndex):
    pass


class AnalysedPostgresBackend(AnalysedBackendMixin, PostgresSearchBackend):
    """PostgreSQL's full text search over stems, with no dictionary of its own."""

    index_class = AnalysedPostgresIndex

    def __init__(self, params):
        super().__init__({"SEARCH_CONFIG": "simple", **params})
