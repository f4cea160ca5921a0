"""Composes the register of links: filters and pages."""

from sections.listing import get_list_context

from .forms import UsefulSiteFilterForm

PAGE_SIZE = 24


def get_sites_context(request, hub=None):
    """Context of the register of the whole site, or of ``hub`` and the hubs below it."""
    from .models import UsefulSite

    form = UsefulSiteFilterForm(request.GET, in_hub=hub is not None)
    sites = UsefulSite.objects.visible_to(request.user)
    if hub is not None:
        sites = sites.in_hub(hub)
    sites = form.apply(sites).for_list().by_title()
    return get_list_context(request, form, sites, PAGE_SIZE)
