"""Wagtail's search over our own index, on the database that the site has anyway: ``.search()``,
``.autocomplete()``, the lists and choosers of the admin.

``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}``
"""

from modelsearch.backends.base import BaseSearchBackend

from search.index import EntryIndex, EntryRebuilder

from .compiler import AutocompleteCompiler, SearchCompiler
from .results import EntryResults


class EntryBackend(BaseSearchBackend):
    """The index is asked first, then the models, with all their filters."""

    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = EntryIndex
    results_class = EntryResults
    rebuilder_class = EntryRebuilder


# The name that Wagtail looks for.
SearchBackend = EntryBackend

__all__ = ["SearchBackend"]
