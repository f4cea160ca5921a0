"""How the results of the search are narrowed by hub: a hub stands for the hubs below it too."""

from collections import Counter

from django.db.models import F

from search.facets import Facet

from .models import HubPage


def describe_hubs(values):
    """``{key of a hub: its title}``."""
    return dict(HubPage.objects.filter(pk__in=values).values_list("pk", "title"))


def hubs_within(key):
    """Keys of the hub ``key`` and of the hubs below it."""
    return HubPage.objects.below_key(key).order_by().values_list("pk", flat=True)


def add_up_hubs(numbers, user):
    """The ``numbers`` of hubs with those of the hubs below. A hub that has nothing itself is told
    only if ``user`` may enter it."""
    hubs = HubPage.objects.order_by()
    paths = dict(hubs.filter(pk__in=list(numbers)).values_list("pk", "path"))
    above = {end for path in paths.values() for end in _way_to(path)}
    keys = dict(hubs.enterable_by(user).filter(path__in=above).values_list("path", "pk"))
    keys |= {path: key for key, path in paths.items()}
    sums = Counter()
    for key, number in numbers.items():
        for place in _way_to(paths.get(key, "")):
            if place in keys:
                sums[keys[place]] += number
    return sums


def _way_to(path):
    """Paths in the tree from its root down to ``path``."""
    step = HubPage.steplen
    return [path[:end] for end in range(step, len(path) + 1, step)]


def hub_facet(field="hub"):
    return Facet(F(field), describe_hubs, int, fact="hub", within=hubs_within, add_up=add_up_hubs)
