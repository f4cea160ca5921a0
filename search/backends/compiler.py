"""From Wagtail's queries to ours."""

from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search import tree
from search.documents import column_of
from search.matching import among, matching_subquery
from search.parsing import parse, parse_beginnings, parse_phrase


def tree_of(query, read=parse):
    """The tree of one of Wagtail's queries; ``read`` understands its words."""
    if isinstance(query, PlainText | Fuzzy):
        asked = read(query.query_string)
        if query.operator == "or" and isinstance(asked, tree.And):
            return tree.either(part for part in asked.parts if not isinstance(part, tree.Not))
        return asked
    if isinstance(query, Phrase):
        return parse_phrase(query.query_string)
    if isinstance(query, Boost):
        return tree_of(query.subquery, read)
    if isinstance(query, Not):
        inner = tree_of(query.subquery, read)
        return tree.NOTHING if inner == tree.Everything() else tree.Not(inner)
    if isinstance(query, And):
        return tree.both(tree_of(part, read) for part in query.subqueries)
    if isinstance(query, Or):
        return tree.either(tree_of(part, read) for part in query.subqueries)
    if isinstance(query, MatchAll):
        return tree.Everything()
    raise NotImplementedError(type(query).__name__)


class SearchCompiler(BaseSearchQueryCompiler):
    """A query over a QuerySet: what of it the index has for the words."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    field_class = SearchField

    @staticmethod
    def read(text):
        return parse(text)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tree = tree_of(self.query, self.read)
        self.columns = self._columns()

    def _columns(self):
        """The columns of the index that the named fields are in; ``None`` for all."""
        if not self.fields or self.field_class is not SearchField:
            return None
        fields = self.queryset.model.get_searchable_search_fields()
        return sorted({column_of(one) for one in fields if one.field_name in self.fields})

    def get_queryset(self):
        """All that was found, with the filters of the QuerySet."""
        if isinstance(self.tree, tree.Everything):
            return self.queryset
        if isinstance(self.tree, tree.Not):
            found = matching_subquery(self.tree.part, self.queryset.model, self.columns)
            return self.queryset.exclude(pk__in=found)
        return among(self.queryset, self.tree, self.columns)

    @property
    def is_ranked(self):
        """Whether what was found has an order of its own."""
        return self.order_by_relevance and not isinstance(self.tree, tree.Everything | tree.Not)


class AutocompleteCompiler(SearchCompiler):
    """Words that may be unfinished, of titles; also other forms of them."""

    field_class = AutocompleteField

    @staticmethod
    def read(text):
        return parse_beginnings(text)
