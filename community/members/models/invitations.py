"""Invitations: people whom staff have written down and who come in by a code."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..codes import format_code
from ..enums import ImportStatus, InvitationState, MembershipRole
from ..invitation_querysets import (
    InvitationQuerySet,
    InvitationSheetQuerySet,
    PeopleImportQuerySet,
)


class InvitationSheet(models.Model):
    """A list of people invited together, printed as one sheet of codes to be cut up."""

    title = models.CharField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hubs = models.ManyToManyField(
        "subjects.HubPage", verbose_name=_("hubs to join"), blank=True, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    # The form that it was made by: sent twice, it makes one sheet.
    key = models.UUIDField(unique=True, null=True, editable=False)

    objects = InvitationSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet of invitations")
        verbose_name_plural = _("sheets of invitations")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title


class Invitation(models.Model):
    """One person's single-use code. Changed only by ``actions.invitations``."""

    sheet = models.ForeignKey(
        InvitationSheet,
        verbose_name=_("sheet"),
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="invitation",
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    hub_role = models.CharField(
        _("role in the hubs"),
        max_length=12,
        choices=MembershipRole.choices,
        default=MembershipRole.MEMBER,
    )
    hubs = models.ManyToManyField(
        "subjects.HubPage", verbose_name=_("hubs to join"), blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    sent_at = models.DateTimeField(_("sent by e-mail"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["user__last_name", "user__first_name", "pk"]

    @property
    def state(self):
        """Where the code stands now (``InvitationState``)."""
        if self.used_at:
            return InvitationState.USED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        if self.expires_at <= timezone.now():
            return InvitationState.EXPIRED
        return InvitationState.UNUSED

    @property
    def is_usable(self):
        """Whether somebody may still come in by the code."""
        return self.state == InvitationState.UNUSED

    @property
    def spaced_code(self):
        """The code as people read it."""
        return format_code(self.code)

    def __str__(self):
        return str(self.user)


class PeopleImport(models.Model):
    """A list of people read from a file: looked at first, then taken in whole or dropped."""

    file_name = models.CharField(_("file"), max_length=255)
    # People as the file names them; emptied when the list is taken in or dropped.
    rows = models.JSONField(_("rows"), default=list)
    # What holds where the file says nothing, and which of its columns were understood.
    options = models.JSONField(default=dict, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=ImportStatus.choices, default=ImportStatus.PREVIEW
    )
    sheet = models.OneToOneField(
        InvitationSheet, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_of"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name
