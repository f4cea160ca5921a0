"""What people agreed to, which text of it, and when."""

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from ..enums import ConsentKind, ConsentSource
from ..querysets import ConsentQuerySet, ConsentTextQuerySet

# The versions in force, as ``texts.texts_in_force`` keeps them.
IN_FORCE_KEY = "members.texts_in_force"


def forget_texts_in_force():
    """A text was published: for this request now, for all others once the change is stored."""
    cache.delete(IN_FORCE_KEY)
    transaction.on_commit(lambda: cache.delete(IN_FORCE_KEY))


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

    @classmethod
    def from_db(cls, *args, **kwargs):
        text = super().from_db(*args, **kwargs)
        text._was_published = text.__dict__.get("published_at") is not None
        return text

    def save(self, *args, **kwargs):
        self._check_is_draft()
        super().save(*args, **kwargs)
        forget_texts_in_force()

    def delete(self, *args, **kwargs):
        self._check_is_draft()
        deleted = super().delete(*args, **kwargs)
        forget_texts_in_force()
        return deleted

    def _check_is_draft(self):
        """What people agreed to stays word for word as it was."""
        if getattr(self, "_was_published", False):
            raise ValidationError(gettext("A published text is never changed: make a new version."))

    @property
    def is_published(self):
        return self.published_at is not None

    def get_absolute_url(self):
        """The page of this very version."""
        return reverse("members:text_version", args=[self.kind, self.version])

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
