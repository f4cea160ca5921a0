"""Counting materials: for many hubs at once, and for each choice of a filter, in one query
whatever there is to count."""

from collections import defaultdict

from django.db.models import Value

from subjects.counts import count_rows, union

from .models import Material

# Under these names the counts of hubs know whose rows they are ("materials:...").
HOME, GUEST = "materials:home", "materials:guest"


def hub_rows(materials):
    """Parts of a union that ``sum_by_hub`` understands: how many materials live in each
    hub, and each of their places as a guest."""
    places = Material.also_in.through.objects.filter(material__in=materials.order_by().values("pk"))
    return [
        count_rows(materials, HOME, "hub__path"),
        count_rows(places, GUEST, "material__hub__path", "hubpage__path", "material_id"),
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


def count_facets(selections):
    """How many materials each choice would leave, and how many are left by all.

    ``selections`` gives for ``hub``, ``kind``, ``grade``, ``licence`` and ``files`` the
    materials that all *other* filters leave, and for ``total`` those that all of them do.
    Returns the rows for ``sum_by_hub`` and ``{filter: {choice: number}}``.
    """
    parts = [
        count_rows(selections["total"], "total", Value("1")),
        *hub_rows(selections["hub"]),
        count_rows(selections["kind"], "kind", "kind"),
        count_rows(selections["grade"].filter(grades__isnull=False), "grade", "grades"),
        count_rows(selections["licence"], "licence", "licence"),
        count_rows(selections["files"].with_files(), "files", Value("1")),
    ]
    rows = list(union(parts))
    counts = defaultdict(dict)
    for name, key, _detail, number in rows:
        counts[name][key] = number
    return rows, counts
