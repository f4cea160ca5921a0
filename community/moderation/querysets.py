"""Which cases, complaints, decisions and sanctions: each question is asked here, once."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from subjects.permissions import is_site_editor, moderated_hubs

from .enums import IN_FAVOUR, AppealStatus, CaseStatus, ComplaintStatus, SanctionKind


def _through(way, rows, user):
    """``rows`` whose hub, found by ``way``, is the moderator's."""
    if is_site_editor(user):
        return rows.all()
    hubs = moderated_hubs(user).order_by().values("pk")
    return rows.filter(**{f"{way}__hub__in": hubs})


class ForModeratorMixin:
    """For QuerySets of models with a field ``hub``: what belongs to a moderator's hubs and
    those below them; what belongs to the whole site is the site editors'."""

    def for_moderator(self, user):
        if is_site_editor(user):
            return self.all()
        return self.filter(hub__in=moderated_hubs(user).order_by().values("pk"))


class OfThingMixin:
    """For QuerySets of models that speak of any thing."""

    def of(self, target):
        """Those that are about ``target``."""
        kind = ContentType.objects.get_for_model(target)
        return self.filter(content_type=kind, object_id=target.pk)


class CaseQuerySet(OfThingMixin, ForModeratorMixin, models.QuerySet):
    def open(self):
        """Cases that wait for a decision."""
        return self.filter(status=CaseStatus.OPEN)


class ComplaintQuerySet(OfThingMixin, models.QuerySet):
    def open(self):
        """Complaints that nobody has decided on."""
        return self.filter(status=ComplaintStatus.OPEN)

    def for_moderator(self, user):
        """Complaints of what belongs to the moderator's hubs."""
        return _through("case", self, user)


class AppendOnlyMixin:
    """For QuerySets of a log: rows are added and read."""

    def update(self, **kwargs):
        raise ValidationError(_("The log of decisions is never changed."))

    def delete(self):
        raise ValidationError(_("The log of decisions is never changed."))


class DecisionQuerySet(AppendOnlyMixin, ForModeratorMixin, models.QuerySet):
    def about(self, target):
        """Decisions on one thing."""
        kind = ContentType.objects.get_for_model(target)
        return self.filter(case__content_type=kind, case__object_id=target.pk)

    def against(self, person):
        """Decisions that went against ``person``."""
        return self.filter(author=person).exclude(act__in=IN_FAVOUR)


class SanctionQuerySet(ForModeratorMixin, models.QuerySet):
    def in_force(self):
        """Suspensions that hold now."""
        running = Q(until=None) | Q(until__gt=timezone.now())
        return self.filter(running, lifted_at=None).exclude(kind=SanctionKind.WARNING)


class AppealQuerySet(models.QuerySet):
    def open(self):
        """Appeals that nobody has heard."""
        return self.filter(status=AppealStatus.OPEN)

    def for_moderator(self, user):
        """Appeals against decisions in the moderator's hubs."""
        return _through("decision", self, user)
