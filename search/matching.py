"""Which things the index has for a query: asked of the index alone, whoever may see them."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count, F
from modelsearch.utils import get_descendant_models

from .compilers import compile_tree
from .models import ENTRY_SPAN, Entry, FullText
from .models.entries import ENTRY_BITS
from .tree import NOTHING


def matching(tree, models=None, columns=None):
    """A QuerySet of what is indexed and answers to ``tree``, annotated with ``key`` (of the
    thing) and ``kind`` (its content type); of ``models`` and what descends from them."""
    asked = compile_tree(tree, columns)
    if connection.vendor == "postgresql":
        found = Entry.objects.filter(vector__matches=asked)
        found = found.annotate(key=F("object_id"), kind=F("content_type_id"))
    else:
        found = FullText.objects.filter(match__matches=asked).annotate(
            key=F("id").bitand(ENTRY_SPAN - 1), kind=F("id").bitrightshift(ENTRY_BITS)
        )
    if tree == NOTHING:
        return found.none()
    return found if models is None else _of_kinds(found, kinds_of(models))


def kinds_of(models):
    """Keys of the content types of ``models`` and of what descends from them."""
    kinds = {}
    for model in models:
        kinds |= ContentType.objects.get_for_models(*_descendants(model))
    return sorted({kind.pk for kind in kinds.values()})


@cache
def _descendants(model):
    return tuple(get_descendant_models(model))


def _of_kinds(found, kinds):
    if connection.vendor == "postgresql":
        return found.filter(content_type_id__in=kinds)
    if len(kinds) == 1:
        # FTS5 skips what is outside of a range of keys.
        return found.filter(id__gte=kinds[0] * ENTRY_SPAN, id__lt=(kinds[0] + 1) * ENTRY_SPAN)
    return found.filter(kind__in=kinds)


def matching_subquery(tree, model, columns=None):
    """The keys of things of ``model`` that answer to ``tree``, for ``pk__in``."""
    return matching(tree, [model], columns).values("key")


def among(queryset, tree, columns=None):
    """Those of ``queryset`` that answer to ``tree``."""
    pk = queryset.model._meta.pk
    # The key of a page type is a relation, which knows no lookups but its own.
    lookup = "pk__in" if pk.is_relation else "pk__among"
    return queryset.filter(**{lookup: matching_subquery(tree, queryset.model, columns)})


def few_by_kind(tree, most):
    """``{content type: keys}`` of all that answers to ``tree``; ``None`` if it is more than
    ``most``."""
    rows = list(matching(tree).values_list("kind", "key")[: most + 1])
    if len(rows) > most:
        return None
    found = {}
    for kind, key in rows:
        found.setdefault(kind, []).append(key)
    return found


def count_by_kind(tree):
    """``{content type: number}`` of all that answers to ``tree``."""
    counted = matching(tree).order_by().values("kind").annotate(number=Count("pk"))
    return dict(counted.values_list("kind", "number"))
