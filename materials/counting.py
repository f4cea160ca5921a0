"""Counting materials: for many hubs at once, and for each choice of a filter, in one query
whatever there is to count."""

from collections import defaultdict

from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast

from .models import Material

HOME, GUEST = "home", "guest"


def _rows(queryset, name, key, detail=None, number=None):
    """Rows ``(name, key, detail, number)`` of a union; by default the number of materials
    for each value of ``key``."""
    rows = queryset.order_by().annotate(
        facet=Value(name, output_field=CharField()),
        facet_key=Cast(key, CharField()),
        facet_detail=Cast(detail, CharField())
        if detail is not None
        else Value("", output_field=CharField()),
    )
    rows = rows.values("facet", "facet_key", "facet_detail")
    rows = rows.annotate(number=Count("pk") if number is None else F(number))
    return rows.values_list("facet", "facet_key", "facet_detail", "number")


def _union(parts):
    first, *rest = parts
    return first.union(*rest, all=True) if rest else first


def hub_rows(materials):
    """Parts of a union that ``sum_by_hub`` understands: how many materials live in each
    hub, and each of their places as a guest."""
    places = Material.also_in.through.objects.filter(material__in=materials.order_by().values("pk"))
    return [
        _rows(materials, HOME, "hub__path"),
        _rows(places, GUEST, "material__hub__path", "hubpage__path", "material_id"),
    ]


def sum_by_hub(rows, hubs):
    """``{hub.pk: materials}`` with those of the hubs below; nothing is counted twice."""
    homes, guests = defaultdict(int), []
    for name, key, detail, number in rows:
        if name == HOME:
            homes[key] += number
        elif name == GUEST:
            guests.append((key, detail, number))
    return {
        hub.pk: sum(number for path, number in homes.items() if path.startswith(hub.path))
        + len(
            {
                material
                for home, guest, material in guests
                if guest.startswith(hub.path) and not home.startswith(hub.path)
            }
        )
        for hub in hubs
    }


def count_by_hub(materials, hubs):
    """``{hub.pk: materials}`` for many hubs, in one query."""
    return sum_by_hub(_union(hub_rows(materials)), hubs)


def count_facets(selections):
    """How many materials each choice would leave, and how many are left by all.

    ``selections`` gives for ``hub``, ``kind``, ``grade``, ``licence`` and ``files`` the
    materials that all *other* filters leave, and for ``total`` those that all of them do.
    Returns the rows for ``sum_by_hub`` and ``{filter: {choice: number}}``.
    """
    parts = [
        _rows(selections["total"], "total", Value("1")),
        *hub_rows(selections["hub"]),
        _rows(selections["kind"], "kind", "kind"),
        _rows(selections["grade"].filter(grades__isnull=False), "grade", "grades"),
        _rows(selections["licence"], "licence", "licence"),
        _rows(selections["files"].with_files(), "files", Value("1")),
    ]
    rows = list(_union(parts))
    counts = defaultdict(dict)
    for name, key, _detail, number in rows:
        counts[name][key] = number
    return rows, counts
