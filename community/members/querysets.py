"""Which people, memberships and texts: each question is asked here, once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from home.text.keys import search_key

from .enums import MODERATING_ROLES, MembershipRole, MembershipStatus, UserStatus


class PersonQuerySet(models.QuerySet):
    def members(self):
        """People who are let in and may take part now (``User.is_member``)."""
        over = Q(status=UserStatus.SUSPENDED, suspended_until__lte=timezone.now())
        return self.filter(Q(status=UserStatus.ACTIVE) | over, is_active=True)

    def named_like(self, text):
        """People whose names, user name or e-mail hold every word of ``text``."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found


class OrganisationQuerySet(models.QuerySet):
    def listed(self):
        """Organisations that are offered to newcomers."""
        return self.filter(is_listed=True)

    def named_like(self, text):
        """Organisations whose names or place hold every word of ``text``."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found


class MembershipQuerySet(models.QuerySet):
    def active(self):
        """Memberships that hold now."""
        return self.filter(status=MembershipStatus.ACTIVE)

    def requested(self):
        """Requests that wait for a moderator, of people who are let in to the site."""
        return self.filter(
            status=MembershipStatus.REQUESTED,
            user__in=self._people().members().order_by().values("pk"),
        )

    def moderating(self):
        """Memberships whose role moderates."""
        return self.filter(role__in=MODERATING_ROLES)

    def tutors(self):
        """Memberships of those who teach colleagues."""
        return self.filter(role=MembershipRole.TUTOR)

    def _people(self):
        return self.model._meta.get_field("user").related_model._default_manager


class ConsentTextQuerySet(models.QuerySet):
    def published(self):
        """Versions in force or once in force."""
        return self.filter(published_at__isnull=False)

    def current(self, kind):
        """The version of ``kind`` in force, or ``None`` when there is none."""
        return self.published().filter(kind=kind).order_by("-version").first()


class ConsentQuerySet(models.QuerySet):
    def held(self):
        """Consents that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """Codes that were neither used nor withdrawn and have not expired."""
        return self.filter(
            used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
        )
