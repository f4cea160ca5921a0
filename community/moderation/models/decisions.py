"""What was decided, and what followed from it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import IN_FAVOUR, OUTCOMES, Act, AppealStatus, Rule, SanctionKind
from ..querysets import AppealQuerySet, DecisionQuerySet, SanctionQuerySet
from .cases import Case


class Decision(models.Model):
    """An entry of the log of decisions, which is never changed or deleted (S0 3.2, 3.6)."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="decisions"
    )
    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who decided"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("about whose words"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    act = models.CharField(_("decision"), max_length=8, choices=Act.choices)
    rule = models.CharField(_("rule"), max_length=16, choices=Rule.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    # What it was called then: the thing itself may change or go.
    target_label = models.CharField(_("about what"), max_length=255)
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(gettext("The log of decisions is never changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(gettext("The log of decisions is never changed."))

    @property
    def outcome(self):
        """What became of the words, as their author reads it."""
        return OUTCOMES[Act(self.act)]

    @property
    def can_be_appealed(self):
        """Whether it went against somebody."""
        return self.act not in IN_FAVOUR

    def __str__(self):
        return f"{self.get_act_display()}: {self.target_label}"


class Sanction(models.Model):
    """A warning, or a time without the right to write in a hub and below it, or on the site."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="sanctions",
    )
    kind = models.CharField(_("kind"), max_length=8, choices=SanctionKind.choices)
    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="sanctions"
    )
    starts_at = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: for good."))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SanctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["user", "kind", "until"], name="moderation_sanction_user")]

    @property
    def is_warning(self):
        return self.kind == SanctionKind.WARNING

    @property
    def is_in_force(self):
        """Whether it holds now; a warning is only said."""
        if self.kind == SanctionKind.WARNING or self.lifted_at is not None:
            return False
        return self.until is None or self.until > timezone.now()

    def __str__(self):
        return f"{self.get_kind_display()}: {self.user}"


class Appeal(models.Model):
    """The one answer that the author of the words may give to a decision; another moderator,
    or the administrator, hears it."""

    decision = models.OneToOneField(
        Decision, verbose_name=_("decision"), on_delete=models.PROTECT, related_name="appeal"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who appeals"),
        on_delete=models.CASCADE,
        related_name="appeals",
    )
    text = models.TextField(_("why the decision is wrong"), max_length=3000)
    status = models.CharField(
        _("status"), max_length=10, choices=AppealStatus.choices, default=AppealStatus.OPEN
    )
    answer = models.TextField(_("answer"), max_length=3000, blank=True)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("heard by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["status", "created_at"], name="moderation_appeal_queue")]

    @property
    def is_open(self):
        return self.status == AppealStatus.OPEN

    def __str__(self):
        return str(self.decision)
