"""What people agreed to, which text of it, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from ..enums import ConsentKind, ConsentSource
from ..querysets import ConsentQuerySet, ConsentTextQuerySet


class ConsentText(models.Model):
    """One version of a text that people agree to. A published version never changes: a
    changed text is a new version, which members are asked about at their next sign-in."""

    kind = models.CharField(_("kind"), max_length=16, choices=ConsentKind.choices)
    version = models.PositiveIntegerField(_("version"), editable=False)
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(
        _("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
    )
    changes = models.TextField(
        _("what has changed"),
        max_length=2000,
        blank=True,
        help_text=_("In a few words, for those who agreed to the version before."),
    )
    published_at = models.DateTimeField(_("in force from"), null=True, blank=True, editable=False)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="members_consent_text_unique")
        ]

    @property
    def is_published(self):
        return self.published_at is not None

    def __str__(self):
        return f"{self.title} ({self.version})"


class Consent(models.Model):
    """A person's agreement to one version of a text. Rows are added and closed, never
    edited or deleted: they prove what was agreed to and when."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="consents",
    )
    text = models.ForeignKey(
        ConsentText, verbose_name=_("text"), on_delete=models.PROTECT, related_name="consents"
    )
    source = models.CharField(_("given"), max_length=16, choices=ConsentSource.choices)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["user", "text"], name="members_consent_user")]

    def __str__(self):
        return f"{self.user}: {self.text}"
