"""Official documents in the search of the whole site."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from search.facets import year_facet
from search.sources import SearchSource
from subjects.facets import hub_facet

from .models import OfficialDocument, OfficialPage


class OfficialSource(SearchSource):
    name = "official"
    label = _("Official documents")
    order = 60
    template = "official/search_row.html"
    facets = {"hub": hub_facet(), "year": year_facet("date")}

    def get_queryset(self, user):
        return OfficialDocument.objects.visible_to(user).for_list()

    def get_url(self, query):
        register = OfficialPage.objects.live().first()
        return f"{register.url}?{urlencode({'q': query})}" if register else ""
