"""Hubs in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.ranking import Measures
from search.sources import SearchSource

from .models import HubPage


class HubSource(SearchSource):
    name = "hubs"
    label = _("Subjects and communities")
    order = 5
    template = "search/page_row.html"
    model = HubPage
    measures = Measures(ahead=4.0)

    def get_queryset(self, user):
        """Live hubs that ``user`` may enter; archives too: their materials are still there."""
        return HubPage.objects.enterable_by(user)
