"""Posts: what was said, and how it came to read as it does."""

import re
from html import unescape

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from search.facts import Facts, year_of

from ..enums import LEAVES_TRACE, POSTS, TOPICS, DiscussionKind, PostState
from ..querysets import PostQuerySet

# Where one word ends and another begins, though there is no space between them.
BLOCK_END = re.compile(r"</(?:p|li|t[dh]|tr|blockquote|pre)>|<br ?/?>")


class Post(index.Indexed, models.Model):
    """One thing that somebody said. ``html`` is made of ``source`` at each saving
    (``rendering``), never when it is read; ``rendering_version`` says by which rules.

    Changed only by ``actions``, which keep the counters and the log in step.
    """

    discussion = models.ForeignKey(
        "discussions.Discussion",
        verbose_name=_("discussion"),
        on_delete=models.CASCADE,
        related_name="posts",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts",
    )
    # How she was called, for the day when the account is gone.
    author_name = models.CharField(_("author's name"), max_length=200, blank=True)
    reply_to = models.ForeignKey(
        "self",
        verbose_name=_("answer to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replies",
    )
    # The post of the first level under which it stands among comments: they show one level of
    # answers, however deep people answer each other.
    thread = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.TextField(_("text"), max_length=20_000)
    html = models.TextField(editable=False)
    rendering_version = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=PostState.choices, default=PostState.PUBLISHED
    )
    # Values of ``moderation.enums.HoldReason``.
    hold_reasons = models.JSONField(_("why it is held"), default=list, blank=True)
    # Why a moderator took it away; readers see it.
    public_reason = models.CharField(_("reason"), max_length=300, blank=True)
    thanks_count = models.PositiveIntegerField(default=0, editable=False)
    # Of the form that it was written in: sent twice, it is one post.
    form_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PostQuerySet.as_manager()

    search_fields = [
        index.SearchField("topic_words", boost=3, column="title"),
        index.AutocompleteField("topic_words"),
        index.SearchField("plain_text"),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form_key"],
                condition=~Q(form_key=""),
                name="discussions_form_sent_once",
            )
        ]
        indexes = [
            models.Index(fields=["discussion", "id"], name="discussions_post_order"),
            models.Index(fields=["author", "-id"], name="discussions_post_author"),
            models.Index(
                fields=["id"], condition=Q(state=PostState.HELD), name="discussions_post_held"
            ),
            # What the search leaves out.
            models.Index(
                fields=["id"],
                condition=~Q(state=PostState.PUBLISHED),
                name="discussions_post_not_up",
            ),
        ]

    def save(self, *args, **kwargs):
        if self._state.adding and self.reply_to_id:
            self.thread_id = self.reply_to.thread_id or self.reply_to_id
        super().save(*args, **kwargs)

    @classmethod
    def get_indexed_objects(cls):
        """The search knows published words alone."""
        posts = super().get_indexed_objects().published()
        return posts.select_related("discussion").prefetch_related("discussion__tags")

    def get_search_facts(self):
        """By what the search counts it."""
        return Facts(
            source=TOPICS if self.begins_topic else POSTS,
            hub=self.discussion.hub_id,
            year=year_of(self.created_at),
        )

    @property
    def search_container(self):
        """It is seen with its discussion."""
        return self.discussion_id

    @property
    def begins_topic(self):
        """Whether it is the first of a topic, or may become it."""
        topic = self.discussion
        return topic.kind == DiscussionKind.TOPIC and topic.first_post_id in {None, self.pk}

    @property
    def topic_words(self):
        """The title and the tags of the topic that begins with it."""
        if not self.begins_topic:
            return ""
        topic = self.discussion
        return " ".join([topic.title, *(tag.name for tag in topic.tags.all())])

    @property
    def plain_text(self):
        """What it says, without its form."""
        parted = BLOCK_END.sub(r" \g<0>", self.html)
        return " ".join(unescape(strip_tags(parted)).split())

    @property
    def is_published(self):
        return self.state == PostState.PUBLISHED

    @property
    def leaves_trace(self):
        """Whether readers see that something stood here."""
        return self.state in LEAVES_TRACE

    @property
    def hub(self):
        """The hub whose moderators decide on it."""
        return self.discussion.hub

    def get_absolute_url(self):
        """Leads to the post in its place (``/posts/<id>/``)."""
        return reverse("discussions:post", args=[self.pk])

    def __str__(self):
        return self.source[:80]


class PostVersion(models.Model):
    """How a post read before it was edited, for moderators."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    source = models.TextField(_("text"))
    replaced_at = models.DateTimeField(_("until"), auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["-pk"]

    def __str__(self):
        return self.source[:80]


class Attachment(models.Model):
    """A file that came with a post; it may be had by whoever may read the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")
    stored = models.ForeignKey(
        "materials.StoredFile", on_delete=models.PROTECT, related_name="post_attachments"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("file of a post")
        verbose_name_plural = _("files of posts")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "stored"], name="discussions_file_once")
        ]

    def get_absolute_url(self):
        return reverse("discussions:file", args=[self.post_id, self.pk])

    def __str__(self):
        return str(self.stored)


class Mention(models.Model):
    """Somebody called by name in a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="discussions_mention_once")
        ]

    def __str__(self):
        return f"{self.user}: {self.post_id}"
