"""Chats: talk at an appointed hour (S0 3.4, S1 3.2)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ChatSession(models.Model):
    """When a chat takes place and who leads it. After its end the room is a transcript."""

    discussion = models.OneToOneField(
        "discussions.Discussion", on_delete=models.CASCADE, related_name="chat"
    )
    description = models.TextField(_("what it is about"), max_length=2000, blank=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who leads it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="led_chats",
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    # The leader may end it before its time, or cancel it.
    ended_at = models.DateTimeField(_("was ended"), null=True, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    class Meta:
        verbose_name = _("chat")
        verbose_name_plural = _("chats")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="discussions_chat_ends_later",
                violation_error_message=_("The end must come after the beginning."),
            )
        ]
        indexes = [models.Index(fields=["starts_at"], name="discussions_chat_start")]

    @property
    def is_running(self):
        return not self.is_over and timezone.now() >= self.starts_at

    @property
    def is_over(self):
        return self.is_cancelled or self.ended_at is not None or timezone.now() >= self.ends_at

    def __str__(self):
        return str(self.discussion)
