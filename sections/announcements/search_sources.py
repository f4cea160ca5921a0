"""Announcements in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.sources import SearchSource

from .models import AnnouncementPage


class AnnouncementSource(SearchSource):
    """What everyone may read now: what is over is not found."""

    name = "announcements"
    label = _("Announcements")
    order = 30
    template = "announcements/search_row.html"
    model = AnnouncementPage

    def get_queryset(self, user):
        return AnnouncementPage.objects.visible_to(user).for_list()
