"""Counting for many hubs and for many features in one query: what stands below counts above.

A part of the count is a QuerySet of rows ``(name, key, detail, number)``; parts are put
together by UNION, so that a page with ten sections asks as often as a page with one.
"""

from collections import defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast


def count_rows(queryset, name, key, detail=None, number=None):
    """Part ``name`` of a union: rows ``(name, key, detail, number)``.

    ``key`` and ``detail`` are expressions or names of fields; ``number`` is a field, or by
    default the number of objects for each value of ``key`` (and ``detail``).
    """
    rows = queryset.order_by().annotate(
        count_name=Value(name, output_field=CharField()),
        count_key=Cast(key, CharField()),
        count_detail=Cast(detail, CharField())
        if detail is not None
        else Value("", output_field=CharField()),
    )
    rows = rows.values("count_name", "count_key", "count_detail")
    rows = rows.annotate(number=Count("pk") if number is None else F(number))
    return rows.values_list("count_name", "count_key", "count_detail", "number")


def union(parts):
    """All rows of ``parts`` in one query."""
    first, *rest = parts
    return first.union(*rest, all=True) if rest else first


def roll_up(rows, hubs):
    """Sum counts up the tree.

    ``rows``: pairs of a hub's tree path and the number of its own things.
    ``hubs``: the hubs to count for. Returns ``{hub.pk: number with the hubs below}``.
    """
    rows = list(rows)
    return {hub.pk: sum(count for path, count in rows if path.startswith(hub.path)) for hub in hubs}


def count_sections(sections, hubs, user):
    """What each of ``sections`` holds for each of ``hubs`` that ``user`` may see.

    Returns ``{section.slug: {hub.pk: number}}``; a section that does not count is left out.
    One query, whatever the number of sections and hubs.
    """
    parts, counting = [], []
    for section in sections:
        own = section.get_count_rows(user)
        if own:
            counting.append(section)
            parts += own
    if not parts:
        return {}
    rows = defaultdict(list)
    for name, key, detail, number in union(parts):
        rows[name.partition(":")[0]].append((name, key, detail, number))
    return {section.slug: section.sum_rows(rows[section.slug], hubs) for section in counting}
