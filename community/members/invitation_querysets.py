"""Which sheets and codes: who may see them, and where they stand."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from subjects.permissions import is_site_editor, moderated_hubs, moderates_anything

from .enums import MODERATING_ROLES, InvitationState


def state_condition(state, prefix=""):
    """Condition on invitations, or by ``prefix`` on what has some: they stand at ``state``."""
    is_used = Q(**{f"{prefix}used_at__isnull": False})
    is_withdrawn = Q(**{f"{prefix}withdrawn_at__isnull": False})
    is_over = Q(**{f"{prefix}expires_at__lte": timezone.now()})
    return {
        InvitationState.USED: is_used,
        InvitationState.WITHDRAWN: ~is_used & is_withdrawn,
        InvitationState.EXPIRED: ~is_used & ~is_withdrawn & is_over,
        InvitationState.UNUSED: ~is_used & ~is_withdrawn & ~is_over,
    }[state]


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """Codes that were neither used nor withdrawn and have not expired."""
        return self.in_state(InvitationState.UNUSED)

    def in_state(self, state):
        """Codes that stand at ``state``."""
        return self.filter(state_condition(state))

    def visible_to(self, user):
        """Codes of the sheets that ``user`` may see."""
        if not user.is_active or not moderates_anything(user):
            return self.none()
        if is_site_editor(user):
            return self
        sheet = self.model._meta.get_field("sheet").related_model
        return self.filter(sheet__in=sheet.objects.visible_to(user).order_by().values("pk"))


class InvitationSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sheets that ``user`` may see, and so use: whoever reads a code can come in by it.

        Site editors see all; a moderator sees her own, and those that lead to nothing but hubs
        that she moderates, in roles that she may give.
        """
        if not user.is_active or not moderates_anything(user):
            return self.none()
        if is_site_editor(user):
            return self
        own_hubs = moderated_hubs(user).order_by().values("pk")
        links = self.model.hubs.through.objects.filter(invitationsheet=OuterRef("pk"))
        invitations = self.model._meta.get_field("invitations").related_model.objects
        high = invitations.filter(sheet=OuterRef("pk"), hub_role__in=MODERATING_ROLES)
        ours = Exists(links) & ~Exists(links.exclude(hubpage__in=own_hubs)) & ~Exists(high)
        return self.filter(Q(created_by=user) | ours)

    def with_counts(self):
        """With ``code_count`` and ``used_count``."""
        return self.annotate(
            code_count=Count("invitations"),
            used_count=Count(
                "invitations", filter=state_condition(InvitationState.USED, "invitations__")
            ),
        )


class PeopleImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Lists that ``user`` has uploaded: until they are taken in they are nobody else's."""
        return self.filter(created_by=user)
