"""By what the results of a search can be narrowed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count


@dataclass(frozen=True)
class Facet:
    """``label``: what it is called. ``field``: the field of the source's model that holds it, or
    an expression. ``describe`` gives the words of a value."""

    label: Any
    field: Any
    describe: Any = str


def count_values(facet, queryset):
    """``{value: number}`` in ``queryset``, the most frequent first."""
    named = queryset.order_by().annotate(facet_value=facet.field)
    rows = named.values("facet_value").annotate(number=Count("pk", distinct=True))
    return {
        row["facet_value"]: row["number"]
        for row in rows.order_by("-number", "facet_value")
        if row["facet_value"] is not None
    }
