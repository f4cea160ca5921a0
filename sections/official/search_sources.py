"""Official documents in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.sources import SearchSource

from .models import OfficialDocument


class OfficialDocumentSource(SearchSource):
    name = "official"
    label = _("Official documents")
    order = 40
    template = "official/search_row.html"

    def get_queryset(self, user):
        return OfficialDocument.objects.published().for_list()
