"""Counting materials: for many hubs at once, and for each choice of a filter, in one query
whatever there is to count."""

from collections import Counter, defaultdict

from subjects.counts import count_rows, union

# Under these names the counts of hubs know whose rows they are ("materials:...").
HOME, GUEST = "materials:home", "materials:guest"


def hub_rows(materials):
    """Parts of a union that ``sum_by_hub`` understands: how many materials live in each
    hub, and each of their places as a guest."""
    places = materials.filter(also_in__isnull=False)
    return [
        count_rows(materials, HOME, "hub__path"),
        count_rows(places, GUEST, "hub__path", "also_in__path", "pk"),
    ]


def sum_by_hub(rows, hubs):
    """``{hub.pk: materials}`` with those of the hubs below; nothing is counted twice."""
    homes, guests = defaultdict(int), defaultdict(set)
    for name, key, detail, number in rows:
        if name == HOME:
            homes[key] += number
        elif name == GUEST:
            guests[number, key].add(detail)
    # Thousands of guests have but a few different places.
    placed = Counter((home, frozenset(places)) for (_, home), places in guests.items())
    return {
        hub.pk: sum(number for path, number in homes.items() if path.startswith(hub.path))
        + sum(
            number
            for (home, places), number in placed.items()
            if not home.startswith(hub.path) and any(place.startswith(hub.path) for place in places)
        )
        for hub in hubs
    }


# Filters that are columns of a material, or nearly: counted together in one pass over the bank.
COLUMNS = ["kind", "licence", "files"]


def count_facets(select, active):
    """How many materials each choice would leave.

    ``select(*names)`` gives the materials that all filters leave but for those named;
    ``active`` are the values of those that are set. Returns the rows for ``sum_by_hub`` and
    ``{filter: {choice: number}}``, among them ``seen``, how many were looked through. Two
    queries, whatever there is.
    """
    # Each of these filters is counted without itself and with the others, and the rows of one
    # query tell that of all of them.
    cells = [
        (path, {"kind": kind, "licence": licence, "files": has_files}, number)
        for path, kind, licence, has_files, number in select(*COLUMNS).count_cells()
    ]
    counts = defaultdict(lambda: defaultdict(int))
    homes = defaultdict(int)
    for path, cell, number in cells:
        counts["seen"]["1"] += number
        missed = [name for name in COLUMNS if name in active and cell[name] != active[name]]
        if not missed:
            homes[path] += number
        for name in COLUMNS:
            if missed in ([], [name]) and cell[name]:
                counts[name]["1" if name == "files" else cell[name]] += number
    home, guests = hub_rows(select("hub"))
    parts = [guests, count_rows(select("grade").filter(grades__isnull=False), "grade", "grades")]
    if "hub" in active:
        parts.append(home)
    rows = list(union(parts))
    for name, key, _detail, number in rows:
        if name == "grade":
            counts["grade"][key] = number
    if "hub" not in active:
        rows += [(HOME, path, "", number) for path, number in homes.items()]
    return rows, counts
