"""Useful sites in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.sources import SearchSource

from .models import UsefulSite


class UsefulSiteSource(SearchSource):
    name = "useful-sites"
    label = _("Useful sites")
    order = 50
    template = "useful_sites/search_row.html"

    def get_queryset(self, user):
        return UsefulSite.objects.published().for_list()
