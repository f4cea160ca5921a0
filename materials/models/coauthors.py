"""People who make a work together with the one who began it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import CoAuthorStatus


class CoAuthorQuerySet(models.QuerySet):
    def accepted(self):
        """Those who may edit the work."""
        return self.filter(status=CoAuthorStatus.ACCEPTED)

    def invited(self):
        """Those who have not answered yet."""
        return self.filter(status=CoAuthorStatus.INVITED)


class CoAuthor(models.Model):
    """That somebody is asked to make a work together, and what she answered (requirements
    F39). Written only by ``materials.coauthors``.

    It is about the work as a whole; who is named under it is said by each version
    (``MaterialAuthor``), so that nobody's name appears before she has agreed.
    """

    material = models.ForeignKey(
        "materials.Material",
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="coauthors",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="coauthorships",
    )
    status = models.CharField(
        _("answer"),
        max_length=8,
        choices=CoAuthorStatus.choices,
        default=CoAuthorStatus.INVITED,
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["material", "user"], name="materials_coauthor_once")
        ]

    def __str__(self):
        return str(self.user)
