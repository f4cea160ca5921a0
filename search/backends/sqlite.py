from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend

from .analysed import AnalysedBackendMixin, AnalysedIndexMixin


class AnalysedSQLiteIndex(AnalysedIndexMixin, SQLiteIndex):
    pass


class AnalysedSQLiteBackend(AnalysedBackendMixin, SQLiteSearchBackend):
    """FTS5 of SQLite over stems."""

    index_class = AnalysedSQLiteIndex
