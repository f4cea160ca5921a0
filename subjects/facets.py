"""How the results of the search are narrowed by hub."""

from django.db.models import F

from search.facets import Facet

from .models import HubPage


def describe_hubs(values):
    """``{key of a hub: its title}``."""
    return dict(HubPage.objects.filter(pk__in=values).values_list("pk", "title"))


def hub_facet(field="hub"):
    return Facet(F(field), describe_hubs, int)
