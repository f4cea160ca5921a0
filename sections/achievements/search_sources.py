"""Achievements in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.facets import year_facet
from search.sources import SearchSource
from subjects.facets import hub_facet

from .models import Achievement


class AchievementSource(SearchSource):
    name = "achievements"
    label = _("Achievements")
    order = 70
    template = "achievements/search_row.html"
    facets = {"hub": hub_facet(), "year": year_facet("date")}
    # They stand in a list, without pages of their own.
    suggests = False

    def get_queryset(self, user):
        return Achievement.objects.visible_to(user).for_list()
