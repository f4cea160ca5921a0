"""How the results of the search are narrowed by hub: a hub stands for the hubs below it too."""

from collections import Counter
from typing import NamedTuple

from django.db.models import F

from search.facets import Facet

from .models import HubPage


class Place(NamedTuple):
    """Where a hub stands in the tree, and what it is called."""

    path: str
    title: str


def places_of(hubs):
    """``{key: Place}`` of a QuerySet of hubs."""
    rows = hubs.order_by().values_list("pk", "path", "title")
    return {key: Place(path, title) for key, path, title in rows}


def enterable_hubs(user):
    """``{key: Place}`` of the hubs that ``user`` may enter."""
    return places_of(HubPage.objects.enterable_by(user))


class HubFacet(Facet):
    def within(self, key):
        return HubPage.objects.below_key(key).order_by().values_list("pk", flat=True)

    def roll_up(self, numbers, reader):
        """A hub that has nothing itself is told only if ``reader`` may enter it."""
        enterable = reader.once(enterable_hubs)
        places = _places(numbers, enterable)
        keys = {place.path: key for key, place in [*enterable.items(), *places.items()]}
        sums = Counter()
        for key, place in places.items():
            for path in _way_to(place.path):
                if path in keys:
                    sums[keys[path]] += numbers[key]
        return sums

    def labels(self, values, reader):
        places = _places(values, reader.once(enterable_hubs))
        return {key: place.title for key, place in places.items()}


def _places(keys, known):
    """``{key: Place}``; asked of the database where it is not ``known``."""
    unknown = [key for key in keys if key not in known]
    found = places_of(HubPage.objects.filter(pk__in=unknown)) if unknown else {}
    return found | {key: known[key] for key in keys if key in known}


def _way_to(path):
    """Paths in the tree from its root down to ``path``."""
    step = HubPage.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]


def hub_facet(field="hub"):
    return HubFacet(F(field), coerce=int, fact="hub")
