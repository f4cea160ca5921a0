"""What was found, as Wagtail takes it."""

from collections import OrderedDict

from django.db.models import Count
from modelsearch.backends.base import BaseSearchResults, FilterFieldError

from search.ranking import best_keys, candidates_of, rank


class EntryResults(BaseSearchResults):
    supports_facet = True

    def get_queryset(self):
        """All that was found, without an order of relevance."""
        return self.query_compiler.get_queryset()

    def _do_count(self):
        found = self.get_queryset().count()
        found = found if self.stop is None else min(found, self.stop)
        return max(found - self.start, 0)

    def _do_search(self):
        compiler = self.query_compiler
        if not compiler.is_ranked:
            found = self.get_queryset()
            if not found.query.order_by:
                found = found.order_by("-pk")
            return list(found[self.start : self.stop])
        keys = best_keys(compiler.queryset, compiler.tree, self.stop, columns=compiler.columns)
        keys = keys[self.start : self.stop]
        things = compiler.queryset.order_by().filter(pk__in=keys)
        by_key = {thing.pk: thing for thing in things}
        found = [by_key[key] for key in keys if key in by_key]
        if self._score_field:
            self._annotate(found)
        return found

    def _annotate(self, things):
        compiler = self.query_compiler
        queryset = compiler.queryset
        found = candidates_of(queryset, compiler.tree, columns=compiler.columns)
        scores = rank(queryset.model, compiler.tree, found)
        for thing in things:
            score = scores.get(thing.pk)
            setattr(thing, self._score_field, score.points if score else 0.0)

    def facet(self, field_name):
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to "
                f"{self.query_compiler.queryset.model.__name__}.search_fields.",
                field_name=field_name,
            )
        counted = self.get_queryset().order_by().values(field_name)
        counted = counted.annotate(number=Count("pk")).order_by("-number", field_name)
        return OrderedDict(counted.values_list(field_name, "number"))
