"""Which hubs, and what belongs to them: the tree's path is the only taxonomy."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from .permissions import published_paths


def restrictions_closed_to(user):
    """Wagtail's view restrictions that keep ``user`` out. Whoever takes part in the site passes
    "signed in", and "groups" with one of her own; behind a password she gets page by page."""
    if not getattr(user, "is_member", False):
        return PageViewRestriction.objects.all()
    passed = Q(restriction_type=PageViewRestriction.LOGIN)
    if user.is_superuser:
        passed |= Q(restriction_type=PageViewRestriction.GROUPS)
    else:
        groups = user.groups.order_by().values("pk")
        passed |= Q(restriction_type=PageViewRestriction.GROUPS, groups__in=groups)
    open_to_user = PageViewRestriction.objects.filter(passed).order_by().values("pk")
    return PageViewRestriction.objects.exclude(pk__in=open_to_user)


class HubQuerySet(PageQuerySet):
    def below(self, hub):
        """``hub`` and the hubs under it."""
        return self.filter(path__startswith=hub.path)

    def below_key(self, key):
        """The hub with ``key`` and the hubs under it, for a condition: nothing is asked yet."""
        top = self.model._default_manager.filter(id=key).order_by().values("path")
        return self.filter(path__startswith=Subquery(top[:1]))

    def open(self):
        """Hubs that any visitor may enter: live, not under an unpublished page, and without
        a restriction of Wagtail's (a password, sign-in, groups) on the way to them."""
        return self.shown().filter(self._no_such_on_the_way(PageViewRestriction.objects.all()))

    def enterable_by(self, user):
        """Hubs that ``user`` may enter: the open ones; those whose every restriction on the way
        lets her pass; and those that she moderates."""
        if not getattr(user, "is_member", False):
            return self.open()
        condition = self._no_such_on_the_way(restrictions_closed_to(user))
        for path in published_paths(user):
            condition |= Q(path__startswith=path)
        return self.shown().filter(condition)

    def shown(self):
        """Live hubs that stand under no unpublished page."""
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        hidden = Page.objects.filter(live=False).annotate(hub_path=path)
        return self.filter(~Exists(hidden.filter(hub_path__startswith=F("path"))), live=True)

    @staticmethod
    def _no_such_on_the_way(restrictions):
        """Condition: none of ``restrictions`` hangs on the hub or on a page above it."""
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        restrictions = restrictions.annotate(hub_path=path)
        return Q(~Exists(restrictions.filter(hub_path__startswith=F("page__path"))))

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

    def visible_in_hubs(self, user):
        """What belongs to a hub that ``user`` may enter, or to the whole site."""
        from .models import HubPage

        hubs = HubPage.objects.enterable_by(user).order_by().values("pk")
        return self.filter(Q(hub=None) | Q(hub__in=hubs))

    def in_hub(self, hub):
        """What belongs to ``hub`` or to a hub below it."""
        from .models import HubPage

        return self.filter(hub__in=HubPage.objects.below(hub).order_by().values("pk"))
