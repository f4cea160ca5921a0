"""Which hubs, and what belongs to them: the tree's path is the only taxonomy."""

from django.db.models import Q
from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class HubQuerySet(PageQuerySet):
    def below(self, hub):
        """``hub`` and the hubs under it."""
        return self.filter(path__startswith=hub.path)

    def active(self):
        """Hubs that are not wound up."""
        return self.filter(wound_up_on__isnull=True)

    def under_paths(self, paths):
        """Hubs at or below any of the tree ``paths``."""
        if not paths:
            return self.none()
        condition = Q()
        for path in paths:
            condition |= Q(path__startswith=path)
        return self.filter(condition)


HubManager = PageManager.from_queryset(HubQuerySet)


class HubOwnedQuerySetMixin:
    """For QuerySets of models with a foreign key ``hub``."""

    def in_hub(self, hub):
        """What belongs to ``hub`` or to a hub below it."""
        from .models import HubPage

        return self.filter(hub__in=HubPage.objects.below(hub).order_by().values("pk"))
