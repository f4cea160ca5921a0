from django.db import models
from django.db.models import Case, F, When

from search.queries import search_queryset
from sections.audience import audiences_reached
from subjects.querysets import HubOwnedQuerySetMixin

from .enums import CheckStatus


class UsefulSiteQuerySet(HubOwnedQuerySetMixin, models.QuerySet):
    def published(self):
        """What readers see: live ones of open hubs."""
        return self.in_open_hubs().filter(live=True)

    def visible_to(self, user):
        """What ``user`` may see: also of closed hubs that she may enter."""
        return self.visible_in_hubs(user).filter(live=True)

    def for_audience(self, audience):
        """What concerns ``audience``: what is addressed to it and what is for everyone."""
        return self.filter(audience__in=audiences_reached(audience))

    def matching(self, text):
        """What the reader searches for by words."""
        return search_queryset(self, text)

    def tagged(self, tag):
        return self.filter(pk__in=tag.tagged_sites.values("content_object"))

    def broken(self):
        return self.filter(check_status=CheckStatus.BROKEN)

    def by_title(self):
        return self.order_by("title", "pk")

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def addressed_first(self, audience):
        """What is for ``audience`` alone before what is for everyone."""
        alone = When(audience=audience, then=0)
        return self.order_by(Case(alone, default=1), "title", "pk")

    def longest_unchecked_first(self):
        return self.order_by(F("last_checked_at").asc(nulls_first=True), "pk")

    def for_list(self):
        """Ready for ``useful_sites/includes/site_card.html``."""
        return self.select_related("hub").prefetch_related("tags")
