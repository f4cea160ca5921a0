"""Boards: the shelves of the forum."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import BoardPurpose
from ..querysets import BoardQuerySet


class Board(models.Model):
    """Topics of a hub, or of the whole site (``hub`` is empty). Every hub gets one when it is
    provisioned; moderators may add more.

    The counters speak of what everybody may read, and are kept by ``actions`` in the
    transaction that changes a post.
    """

    hub = models.ForeignKey(
        "subjects.HubPage",
        verbose_name=_("hub"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="boards",
        help_text=_("Empty: a board of the whole site."),
    )
    title = models.CharField(_("title"), max_length=120)
    description = models.CharField(_("what it is for"), max_length=300, blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=12, choices=BoardPurpose.choices, default=BoardPurpose.GENERAL
    )
    is_closed = models.BooleanField(
        _("closed"), default=False, help_text=_("Can be read, but nothing is written in it.")
    )
    # The one that came with the hub; it is not given another hub.
    is_main = models.BooleanField(default=False, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    topic_count = models.PositiveIntegerField(default=0, editable=False)
    post_count = models.PositiveIntegerField(default=0, editable=False)
    last_discussion = models.ForeignKey(
        "discussions.Discussion",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hub"], condition=Q(is_main=True), name="discussions_one_main_board"
            ),
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(purpose__in=[BoardPurpose.MODERATION, BoardPurpose.RULES]),
                name="discussions_one_special_board",
                violation_error_message=_("The site has a board for this already."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("discussions:board", args=[self.pk])

    def __str__(self):
        return self.title
