"""Which chats: each question is asked here, once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ChatSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Chats that ``user`` may read."""
        from .models import Discussion

        discussions = Discussion.objects.chats().visible_to(user)
        return self.filter(discussion__in=discussions.order_by().values("pk"))

    def in_hub(self, hub):
        """Chats of ``hub`` and of the hubs below it."""
        from .models import Discussion

        return self.filter(discussion__in=Discussion.objects.in_hub(hub).order_by().values("pk"))

    def running(self):
        """Chats that are under way, the one that began first before the others."""
        now = timezone.now()
        found = self.filter(starts_at__lte=now, ends_at__gt=now, ended_at=None, is_cancelled=False)
        return found.order_by("starts_at", "pk")

    def coming(self):
        """Chats that have not begun, the next before the others. A cancelled one is named
        until its hour has passed, for those who meant to come."""
        return self.filter(starts_at__gt=timezone.now(), ended_at=None).order_by("starts_at", "pk")

    def running_or_coming(self):
        """Chats for which it is not too late, the next before the others."""
        now = timezone.now()
        found = self.filter(ends_at__gt=now, ended_at=None, is_cancelled=False)
        return found.order_by("starts_at", "pk")

    def past(self):
        """Chats that took place, the latest first."""
        over = Q(ends_at__lte=timezone.now()) | Q(ended_at__isnull=False)
        return self.filter(over, is_cancelled=False).order_by("-starts_at", "-pk")

    def for_list(self):
        """With what a row of a list and the room show."""
        return self.select_related("discussion__hub", "leader__photo", "leader__organisation")

    def to_remind_of(self, until):
        """Chats that begin before ``until``, of which nobody was reminded."""
        found = self.filter(starts_at__lte=until, reminded_at=None, is_cancelled=False)
        return found.filter(starts_at__gt=timezone.now()).order_by("starts_at", "pk")
