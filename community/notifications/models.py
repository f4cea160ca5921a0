"""News that members got, and which of them they want."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .enums import Channel
from .querysets import NoticeQuerySet


class Notice(models.Model):
    """One piece of news for one member. The words are kept as they were told: what they tell
    of may change or go."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("to whom"),
        on_delete=models.CASCADE,
        related_name="notices",
    )
    # When she leaves for good, what others were told of her goes, however she was called then.
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("of whom"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    verb = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("told"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notifications_recent"),
            models.Index(
                fields=["recipient"],
                name="notifications_unread",
                condition=models.Q(read_at__isnull=True),
            ),
            models.Index(fields=["url"], name="notifications_url"),
        ]

    def get_absolute_url(self):
        """Marks the notice as read and leads to what it tells of."""
        return reverse("notifications:open", args=[self.pk])

    def __str__(self):
        return self.title


class NoticeChoice(models.Model):
    """How a member wants news of one kind; without a row she gets it in both ways."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices"
    )
    verb = models.CharField(max_length=60)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)

    class Meta:
        verbose_name = _("choice of news")
        verbose_name_plural = _("choices of news")
        constraints = [
            models.UniqueConstraint(fields=["person", "verb"], name="notifications_choice_unique")
        ]

    def __str__(self):
        return f"{self.verb}: {self.get_channel_display()}"
