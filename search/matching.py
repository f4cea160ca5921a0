"""Which things the index has for a query: asked of the index alone, whoever may see them."""

from functools import cache, reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Q
from modelsearch.utils import get_descendant_models

from .compilers import compile_tree
from .documents import kind_mark
from .models import ENTRY_SPAN, Entry, FullText
from .models.entries import ENTRY_BITS
from .tree import NOTHING, Mark


def matching(tree, models=None, columns=None):
    """A QuerySet of what is indexed and answers to ``tree``, annotated with ``key`` (of the
    thing) and ``kind_of`` (its content type); of ``models`` and what descends from them."""
    return matching_kinds(tree, None if models is None else kinds_of(models), columns)


def matching_kinds(tree, kinds=None, columns=None):
    """The same of things whose content types have these keys."""
    if connection.vendor == "postgresql":
        found = Entry.objects.filter(vector__matches=_of_these(tree, kinds, columns))
        found = found.annotate(key=F("object_id"), kind_of=F("content_type_id"))
    else:
        found = FullText.objects.filter(match__matches=compile_tree(tree, columns)).annotate(
            key=F("id").bitand(ENTRY_SPAN - 1), kind_of=F("id").bitrightshift(ENTRY_BITS)
        )
        if kinds is not None:
            found = _of_kinds(found, kinds)
    return found.none() if tree == NOTHING or kinds == [] else found


def _of_these(tree, kinds, columns=None):
    """A ``tsquery`` for things of these content types, by terms that they have for it: so what
    is of others is not even looked at."""
    asked = compile_tree(tree, columns)
    if kinds is None:
        return asked
    return f"({asked})&{compile_tree(Mark(tuple(kind_mark(kind) for kind in kinds)))}"


def newest_first(found):
    """What ``matching`` has found, the newest first of each kind."""
    # Not by the key of the entry: PostgreSQL would look through all in its order.
    return found.order_by("-key" if connection.vendor == "postgresql" else "-pk")


def matching_entries(tree, kinds=None, since=None):
    """A QuerySet of the entries that answer to ``tree``, with all that is known of them: of
    those ``kinds`` (keys of content types), with higher keys than ``since``."""
    if tree == NOTHING:
        return Entry.objects.none()
    if connection.vendor == "postgresql" and since is None:
        return Entry.objects.filter(vector__matches=_of_these(tree, kinds))
    within = Q() if kinds is None else in_kinds(kinds)
    if since is not None:
        within &= Q(id__gt=since)
    if connection.vendor == "postgresql":
        return Entry.objects.filter(within, vector__matches=compile_tree(tree))
    found = FullText.objects.filter(within, match__matches=compile_tree(tree))
    return Entry.objects.filter(pk__in=found.values("id"))


def in_kinds(kinds):
    """Condition: the key of an entry is one of things of these content types."""
    ranges = [
        Q(id__gte=kind * ENTRY_SPAN, id__lt=(kind + 1) * ENTRY_SPAN) for kind in sorted(kinds)
    ]
    return reduce(or_, ranges, Q())


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
    if len(kinds) == 1:
        # FTS5 skips what is outside of a range of keys.
        return found.filter(in_kinds(kinds))
    return found.filter(kind_of__in=kinds)


def matching_subquery(tree, model, columns=None):
    """The keys of things of ``model`` that answer to ``tree``, for ``pk__in``."""
    return matching(tree, [model], columns).values("key")


def among(queryset, tree, columns=None):
    """Those of ``queryset`` that answer to ``tree``."""
    pk = queryset.model._meta.pk
    # The key of a page type is a relation, which knows no lookups but its own.
    lookup = "pk__in" if pk.is_relation else "pk__among"
    return queryset.filter(**{lookup: matching_subquery(tree, queryset.model, columns)})


def keys_by_kind(tree, kinds):
    """``{content type: keys}`` of all things of these content types that answer to ``tree``."""
    found = {}
    for kind, key in matching_kinds(tree, kinds).values_list("kind_of", "key"):
        found.setdefault(kind, []).append(key)
    return found
