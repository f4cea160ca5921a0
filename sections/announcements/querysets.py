"""Which announcements a reader sees, and in what order."""

from datetime import timedelta

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from sections.audience import audiences_reached
from subjects.models import HubPage
from subjects.permissions import published_paths
from subjects.querysets import restrictions_closed_to

# Without a date of going away, importance would keep an announcement on top for ever.
URGENT_FOR = timedelta(days=30)


def ancestor_path(path, levels):
    """Expression for the tree path of the page ``levels`` above the one at ``path``.

    PostgreSQL may work it out for pages that are no announcements too, the root among them,
    and refuses a negative length.
    """
    length = Length(path) - Value(levels * Page.steplen)
    return Substr(path, Value(1), Greatest(length, Value(0)))


class AnnouncementQuerySet(PageQuerySet):
    """Announcements; their hub is their place in the tree, two levels up."""

    def visible(self):
        """What everyone may read now."""
        return self._current(PageViewRestriction.objects.all())

    def visible_to(self, user):
        """What ``user`` may read now: also in closed hubs that she may enter."""
        return self._current(restrictions_closed_to(user), published_paths(user))

    def _current(self, restrictions, own_paths=()):
        """What is shown now, on no page that asks for more than the reader has: neither do
        ``restrictions`` hang on the way to it, nor is the index or hub above unpublished.

        Dates are compared here, so that nothing shows too early or too late between two
        runs of ``publish_scheduled``.
        """
        now = timezone.now()
        path = OuterRef("path")
        hidden_places = Page.objects.filter(
            live=False, path__in=[ancestor_path(path, 1), ancestor_path(path, 2)]
        )
        restrictions = restrictions.annotate(
            announcement_path=ExpressionWrapper(path, output_field=CharField())
        ).filter(announcement_path__startswith=F("page__path"))
        may_read = Q(~Exists(restrictions))
        for own_path in own_paths:
            may_read |= Q(path__startswith=own_path)
        return (
            self.live()
            .filter(Q(go_live_at=None) | Q(go_live_at__lte=now))
            .filter(Q(expire_at=None) | Q(expire_at__gt=now))
            .filter(~Exists(hidden_places), may_read)
        )

    def in_hub(self, hub):
        """Announcements of ``hub`` and of the hubs below it."""
        return self.descendant_of(hub)

    def for_audience(self, audience):
        """What concerns ``audience``: what is addressed to it and what is for everyone."""
        return self.filter(audience__in=audiences_reached(audience))

    def with_dates(self):
        """Adds ``shown_from``: the moment since which readers have (or will have) it."""
        return self.annotate(shown_from=Coalesce("go_live_at", "first_published_at"))

    def newest_first(self):
        """What is pinned today, then by date."""
        pinned = When(pinned_until__gte=timezone.localdate(), then=Value(1))
        return (
            self.with_dates()
            .annotate(pin=Case(pinned, default=Value(0), output_field=IntegerField()))
            .order_by("-pin", F("shown_from").desc(nulls_last=True), "-pk")
        )

    def urgent_first(self):
        """What a reader must not miss: pinned, then marked as important in the last month."""
        month_ago = timezone.now() - URGENT_FOR
        urgent = When(is_important=True, shown_from__gte=month_ago, then=Value(1))
        announcements = self.newest_first()
        return announcements.annotate(
            urgency=F("pin") + Case(urgent, default=Value(0), output_field=IntegerField())
        ).order_by("-urgency", *announcements.query.order_by)

    def with_places(self, within=None):
        """Adds ``place_title``, the title of the hub, for lists: no query per row.

        It is empty for announcements of the whole site, and of the hub ``within`` which the
        list stands: there the reader knows where she is.
        """
        hubs = HubPage.objects.filter(path=ancestor_path(OuterRef("path"), 2))
        if within is not None:
            hubs = hubs.exclude(pk=within.pk)
        return self.annotate(place_title=Coalesce(Subquery(hubs.values("title")[:1]), Value("")))

    def for_list(self, within=None):
        """Ready for ``components/announcement_row.html``."""
        return self.newest_first().with_places(within)


AnnouncementManager = PageManager.from_queryset(AnnouncementQuerySet)
