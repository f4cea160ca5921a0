"""Chats: talk at an appointed hour (S0 3.4, S1 3.2)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..chat_querysets import ChatSessionQuerySet
from ..enums import ChatState


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
    # When those who asked for it were told that it begins soon.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ChatSessionQuerySet.as_manager()

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

    def state_at(self, moment):
        """The ``ChatState`` at ``moment``."""
        if self.is_cancelled:
            return ChatState.CANCELLED
        if self.ended_at is not None or moment >= self.ends_at:
            return ChatState.OVER
        return ChatState.RUNNING if moment >= self.starts_at else ChatState.COMING

    @property
    def state(self):
        return self.state_at(timezone.now())

    @property
    def is_running(self):
        return self.state == ChatState.RUNNING

    @property
    def is_over(self):
        return self.state in {ChatState.OVER, ChatState.CANCELLED}

    @property
    def finished_at(self):
        """When it ended, or will end unless somebody ends it before."""
        return min(self.ended_at, self.ends_at) if self.ended_at else self.ends_at

    def __str__(self):
        return str(self.discussion)
