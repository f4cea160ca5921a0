"""Which hubs, and what belongs to them: the tree's path is the only taxonomy."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


class HubQuerySet(PageQuerySet):
    def below(self, hub):
        """``hub`` and the hubs under it."""
        return self.filter(path__startswith=hub.path)

    def open(self):
        """Hubs that any visitor may enter: live, not under an unpublished page, and without
        a restriction of Wagtail's (a password, sign-in, groups) on the way to them."""
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        hidden = Page.objects.filter(live=False).annotate(hub_path=path)
        restricted = PageViewRestriction.objects.annotate(hub_path=path)
        return self.filter(
            ~Exists(hidden.filter(hub_path__startswith=F("path"))),
            ~Exists(restricted.filter(hub_path__startswith=F("page__path"))),
            live=True,
        )

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

    def in_open_hubs(self):
        """What belongs to a hub that any visitor may enter, or to the whole site."""
        from .models import HubPage

        hubs = HubPage.objects.open().order_by().values("pk")
        return self.filter(Q(hub=None) | Q(hub__in=hubs))

    def in_hub(self, hub):
        """What belongs to ``hub`` or to a hub below it."""
        from .models import HubPage

        return self.filter(hub__in=HubPage.objects.below(hub).order_by().values("pk"))
