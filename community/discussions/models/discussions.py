"""Discussions: comments under something, topics of the forum and chats."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from materials.text import make_slug

from ..enums import DiscussionKind
from ..querysets import DiscussionQuerySet


class TaggedDiscussion(TaggedItemBase):
    content_object = models.ForeignKey(
        "discussions.Discussion", on_delete=models.CASCADE, related_name="tagged_items"
    )


class Discussion(models.Model):
    """One talk: its posts, shown as comments under ``target``, as a topic of ``board`` or as
    the room of a chat.

    ``is_visible`` follows the first post of a topic: one that is held or hidden is in no list.
    The counters speak of published posts alone.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=DiscussionKind.choices)
    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="discussions",
    )
    board = models.ForeignKey(
        "discussions.Board",
        verbose_name=_("board"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="discussions",
    )
    content_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # Not "object_id": the search would take it for its own.
    target_id = models.PositiveBigIntegerField(null=True, blank=True)
    target = GenericForeignKey("content_type", "target_id")
    title = models.CharField(_("title"), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="discussions",
    )
    tags = TaggableManager(verbose_name=_("tags"), blank=True, through=TaggedDiscussion)
    is_question = models.BooleanField(_("a question"), default=False)
    answer = models.ForeignKey(
        "discussions.Post",
        verbose_name=_("the answer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_closed = models.BooleanField(_("closed"), default=False)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_visible = models.BooleanField(_("can be read"), default=True)
    # Where it was before a moderator moved it; readers are told.
    moved_from = models.ForeignKey(
        "discussions.Board",
        verbose_name=_("moved from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    post_count = models.PositiveIntegerField(default=0, editable=False)
    first_post = models.ForeignKey(
        "discussions.Post", null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    last_post = models.ForeignKey(
        "discussions.Post", null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    # When something was last said; lists are sorted by it.
    active_at = models.DateTimeField(_("last post"), auto_now_add=True)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        ordering = ["-active_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "target_id"],
                condition=Q(kind=DiscussionKind.COMMENTS),
                name="discussions_comments_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=DiscussionKind.TOPIC, board__isnull=False)
                | (Q(board=None) & ~Q(kind=DiscussionKind.TOPIC)),
                name="discussions_topics_have_a_board",
            ),
        ]
        indexes = [
            models.Index(
                fields=["board", "-is_pinned", "-active_at", "-id"],
                condition=Q(is_visible=True),
                name="discussions_of_board",
            ),
            # As boards list them, for a hub with boards of hubs below it.
            models.Index(
                fields=["-is_pinned", "-active_at", "-id"],
                condition=Q(kind=DiscussionKind.TOPIC, is_visible=True),
                name="discussions_listed",
            ),
            models.Index(fields=["kind", "-active_at", "-id"], name="discussions_recent"),
            # What the search leaves out.
            models.Index(fields=["id"], condition=Q(is_visible=False), name="discussions_not_up"),
            models.Index(fields=["hub", "kind", "-active_at"], name="discussions_of_hub"),
            models.Index(fields=["author", "-created_at"], name="discussions_of_author"),
        ]

    @property
    def slug(self):
        """The readable part of the address; the number alone finds it."""
        return make_slug(self.title, fallback="topic")

    @property
    def is_answered(self):
        return self.answer_id is not None

    def get_absolute_url(self):
        if self.kind == DiscussionKind.COMMENTS:
            return f"{self.target.get_absolute_url()}#comments" if self.target else ""
        name = "chat" if self.kind == DiscussionKind.CHAT else "topic"
        return reverse(f"discussions:{name}", args=[self.pk, self.slug])

    def __str__(self):
        return self.title or str(self.target or "")
