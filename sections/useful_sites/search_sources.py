"""Useful sites in the search of the whole site."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from search.facets import choices_facet
from search.sources import SearchSource
from sections.audience import AUDIENCE_LABELS
from subjects.facets import hub_facet

from .models import UsefulSite, UsefulSitesPage


class UsefulSiteSource(SearchSource):
    name = "useful-sites"
    label = _("Useful sites")
    order = 50
    template = "useful_sites/search_row.html"
    facets = {
        "hub": hub_facet(),
        "audience": choices_facet("audience", AUDIENCE_LABELS.items()),
    }

    def get_queryset(self, user):
        return UsefulSite.objects.visible_to(user).for_list()

    def get_url(self, query):
        register = UsefulSitesPage.objects.live().first()
        return f"{register.url}?{urlencode({'q': query})}" if register else ""
