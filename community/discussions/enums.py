"""The words for discussions and the states of what is written in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DiscussionKind(models.TextChoices):
    """The three faces of one engine."""

    COMMENTS = "comments", _("comments")
    TOPIC = "topic", _("topic of the forum")
    CHAT = "chat", _("chat")


class PostState(models.TextChoices):
    """Where a post stands with its readers."""

    PUBLISHED = "published", pgettext_lazy("post", "published")
    HELD = "held", pgettext_lazy("post", "waits for a moderator")
    HIDDEN = "hidden", pgettext_lazy("post", "hidden by a moderator")
    REMOVED = "removed", pgettext_lazy("post", "removed by a moderator")
    DELETED = "deleted", pgettext_lazy("post", "deleted by its author")


# Everybody sees that there was something, and who took it away; never what it was.
LEAVES_TRACE = {PostState.HIDDEN, PostState.REMOVED, PostState.DELETED}


class BoardPurpose(models.TextChoices):
    """What a board is for; of the last two the site has one each (S0 3.6, S3 9.5)."""

    GENERAL = "general", _("talk")
    QUESTIONS = "questions", _("questions and answers")
    MODERATION = "moderation", _("talk of the moderators' acts")
    RULES = "rules", _("talk of the rules")


# How the search of the site calls posts that begin a topic, and all others.
TOPICS, POSTS = "topics", "posts"


class ChatState(models.TextChoices):
    """Where a chat stands at a moment; it is told by the clock and never stored."""

    COMING = "coming", pgettext_lazy("chat", "not begun yet")
    RUNNING = "running", pgettext_lazy("chat", "under way")
    OVER = "over", pgettext_lazy("chat", "over")
    CANCELLED = "cancelled", pgettext_lazy("chat", "cancelled")
