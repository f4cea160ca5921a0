"""Achievements in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.sources import SearchSource

from .models import Achievement


class AchievementSource(SearchSource):
    name = "achievements"
    label = _("Achievements")
    order = 70
    template = "achievements/search_row.html"

    def get_queryset(self, user):
        return Achievement.objects.visible_to(user).for_list()
