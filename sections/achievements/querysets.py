from django.db import models
from django.db.models import Count
from django.db.models.functions import ExtractYear

from subjects.querysets import HubOwnedQuerySetMixin


class AchievementQuerySet(HubOwnedQuerySetMixin, models.QuerySet):
    def published(self):
        """What readers see: live ones of open hubs."""
        return self.in_open_hubs().filter(live=True)

    def visible_to(self, user):
        """What ``user`` may read: also of closed hubs that she may enter."""
        return self.visible_in_hubs(user).filter(live=True)

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def years(self):
        """Years of achievements, newest first."""
        years = self.order_by().annotate(year=ExtractYear("date")).values_list("year", flat=True)
        return sorted(set(years.distinct()), reverse=True)

    def count_by_level(self):
        """``{level: number}`` of those levels that have any."""
        return dict(self.order_by().values_list("level").annotate(number=Count("pk")))

    def for_list(self):
        """Ready for ``achievements/includes/achievement_row.html``."""
        return self.select_related("hub", "scan")
