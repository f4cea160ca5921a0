"""Which cases, complaints, decisions and sanctions: each question is asked here, once."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.permissions import is_site_editor, moderated_hubs

from .enums import CaseStatus, ComplaintStatus, SanctionKind


class ForModeratorMixin:
    """For QuerySets of models with a field ``hub``: what belongs to a moderator's hubs and
    those below them; what belongs to the whole site is the site editors'."""

    def for_moderator(self, user):
        if is_site_editor(user):
            return self.all()
        return self.filter(hub__in=moderated_hubs(user).order_by().values("pk"))


class CaseQuerySet(ForModeratorMixin, models.QuerySet):
    def open(self):
        """Cases that wait for a decision."""
        return self.filter(status=CaseStatus.OPEN)

    def of(self, target):
        """Cases of one thing."""
        from django.contrib.contenttypes.models import ContentType

        kind = ContentType.objects.get_for_model(target)
        return self.filter(content_type=kind, object_id=target.pk)


class ComplaintQuerySet(models.QuerySet):
    def open(self):
        """Complaints that nobody has decided on."""
        return self.filter(status=ComplaintStatus.OPEN)


class AppendOnlyMixin:
    """For QuerySets of a log: rows are added and read."""

    def update(self, **kwargs):
        raise ValidationError(_("The log of decisions is never changed."))

    def delete(self):
        raise ValidationError(_("The log of decisions is never changed."))


class DecisionQuerySet(AppendOnlyMixin, ForModeratorMixin, models.QuerySet):
    pass


class SanctionQuerySet(ForModeratorMixin, models.QuerySet):
    def in_force(self):
        """Suspensions that hold now."""
        running = Q(until=None) | Q(until__gt=timezone.now())
        return self.filter(running, lifted_at=None).exclude(kind=SanctionKind.WARNING)
