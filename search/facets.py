"""By what the results of a search can be narrowed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import ExtractYear


def _as_words(values):
    return {value: str(value) for value in values}


@dataclass(frozen=True)
class Facet:
    """One way to narrow what a source has found.

    ``field``     what holds the value: ``F("kind")`` or another expression
    ``describe``  gives ``{value: words}`` for values
    ``coerce``    makes a value of what stands in an address; raises ``ValueError``
    ``is_many``   whether a thing may have several
    ``fact``      which of ``search.facts`` holds it, where things are counted in the index
    """

    field: Any
    describe: Any = _as_words
    coerce: Any = str
    is_many: bool = False
    fact: str = ""

    def values_of(self, value):
        """All values that ``value`` of an address stands for: a list, or a QuerySet of them;
        none for what cannot be one."""
        try:
            return self.within(self.coerce(value))
        except (TypeError, ValueError):
            return []

    def within(self, value):
        """All values that ``value`` stands for, as a list or a QuerySet of them."""
        return [value]

    def narrow(self, queryset, value):
        """Those of ``queryset`` that have ``value``."""
        values = self.values_of(value)
        if isinstance(values, list) and not values:
            return queryset.none()
        having = queryset.model._default_manager.order_by().annotate(facet_value=self.field)
        return queryset.filter(pk__in=having.filter(facet_value__in=values).values("pk"))

    def roll_up(self, numbers, reader):
        """``{value: number}`` as it is shown to ``reader``, of a Counter of the values that
        things have themselves: each is what the choice leaves."""
        return numbers

    def labels(self, values, reader):
        """``{value: words}`` for values that are shown to ``reader``."""
        return self.describe(values)


def _as_year(value):
    """A year that the databases know; raises ``ValueError``."""
    year = int(value)
    if not 1 < year < 9999:
        raise ValueError(value)
    return year


def year_facet(field):
    """By the year of a moment or a day."""
    return Facet(ExtractYear(field), coerce=_as_year, fact="year")


def choices_facet(field, choices, *, is_many=False, fact=""):
    """By a field with choices."""

    def describe(values):
        labels = dict(choices)
        return {value: labels.get(value, value) for value in values}

    return Facet(F(field), describe, is_many=is_many, fact=fact)


@dataclass(frozen=True)
class FacetValue:
    value: Any
    label: str
    number: int


def count_facets(facets, queryset):
    """``{name: Counter of values}`` in ``queryset``: one query for all that a thing has one of,
    one more for each that it may have several of."""
    counts = {name: Counter() for name in facets}
    single = [name for name, facet in facets.items() if not facet.is_many]
    plain = queryset.order_by().select_related(None).prefetch_related(None)
    if single:
        named = plain.annotate(**{f"facet_{name}": facets[name].field for name in single})
        rows = named.values_list(*(f"facet_{name}" for name in single))
        for *values, number in rows.annotate(number=Count("pk")).order_by():
            for name, value in zip(single, values, strict=True):
                counts[name][value] += number
    for name in set(facets) - set(single):
        named = plain.annotate(facet_value=facets[name].field).values_list("facet_value")
        for value, number in named.annotate(number=Count("pk", distinct=True)).order_by():
            counts[name][value] += number
    for counter in counts.values():
        counter.pop(None, None)
        counter.pop("", None)
    return counts
