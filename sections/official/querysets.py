from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import ExtractYear

from search.queries import search_queryset
from subjects.querysets import HubOwnedQuerySetMixin

from .enums import NORMATIVE_KINDS, DocumentStatus


class OfficialDocumentQuerySet(HubOwnedQuerySetMixin, models.QuerySet):
    def published(self):
        """What readers see: all of the register but documents of hubs that are not open."""
        return self.in_open_hubs()

    def visible_to(self, user):
        """Documents that ``user`` may read: also those of closed hubs that she may enter."""
        return self.visible_in_hubs(user)

    def matching(self, text):
        """By words of the title and the subject, or by a part of the number."""
        words = search_queryset(self, text)
        return self.filter(Q(number__icontains=text) | Q(pk__in=words.values("pk")))

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def binding_first(self):
        """What is in force before the rest, orders and regulations before plans and reports."""
        repealed = When(status=DocumentStatus.REPEALED, then=1)
        binding = When(kind__in=NORMATIVE_KINDS, then=0)
        return self.order_by(Case(repealed, default=0), Case(binding, default=1), "-date", "-pk")

    def years(self):
        """Years in which documents are dated, newest first."""
        years = self.order_by().annotate(year=ExtractYear("date")).values_list("year", flat=True)
        return sorted(set(years.distinct()), reverse=True)

    def for_list(self):
        """Ready for ``official/includes/document_row.html``."""
        return self.select_related("hub", "document", "superseded_by")
