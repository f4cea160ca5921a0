"""What a member has read, follows and is thankful for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadMark(models.Model):
    """How far a member has read a discussion: ``post_id`` is the last post she has seen."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    discussion = models.ForeignKey(
        "discussions.Discussion", on_delete=models.CASCADE, related_name="read_marks"
    )
    last_post_id = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mark of what was read")
        verbose_name_plural = _("marks of what was read")
        constraints = [
            models.UniqueConstraint(fields=["user", "discussion"], name="discussions_read_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.discussion_id}"


class Follow(models.Model):
    """Whether a member wants news of a discussion; ``is_muted``: none, though she takes part."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_discussions"
    )
    discussion = models.ForeignKey(
        "discussions.Discussion", on_delete=models.CASCADE, related_name="follows"
    )
    is_muted = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("followed discussion")
        verbose_name_plural = _("followed discussions")
        constraints = [
            models.UniqueConstraint(fields=["user", "discussion"], name="discussions_follow_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.discussion_id}"


class Thanks(models.Model):
    """A member's thanks for a post (requirements H56)."""

    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, related_name="thanks")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="given_thanks"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("thanks")
        verbose_name_plural = _("thanks")
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="discussions_thanks_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.post_id}"
