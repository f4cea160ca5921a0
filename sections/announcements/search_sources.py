"""Announcements in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.facets import choices_facet, year_facet
from search.ranking import Measures
from search.sources import SearchSource
from sections.audience import AUDIENCE_LABELS

from .models import AnnouncementPage


class AnnouncementSource(SearchSource):
    """What everyone may read now: what is over is not found."""

    name = "announcements"
    label = _("Announcements")
    order = 30
    template = "announcements/search_row.html"
    model = AnnouncementPage
    measures = Measures(date="first_published_at")
    facets = {
        "audience": choices_facet("audience", AUDIENCE_LABELS.items()),
        "year": year_facet("first_published_at"),
    }

    def get_queryset(self, user):
        return AnnouncementPage.objects.visible_to(user).for_list()
