"""Words that hold what is written until a moderator has looked at it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import WordForm


class WatchWord(models.Model):
    """A word or a few words; ``key`` is what the text is compared with."""

    text = models.CharField(_("word or words"), max_length=100)
    form = models.CharField(
        _("looked for"), max_length=8, choices=WordForm.choices, default=WordForm.ANY_FORM
    )
    key = models.CharField(max_length=120, editable=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "key"],
                name="moderation_word_unique",
                violation_error_message=_("This word is in the list already."),
            )
        ]

    def __str__(self):
        return self.text
