"""Words that hold what is written until a moderator has looked at it."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import WordForm
from ..matching import key_of

# The whole list, as ``words.watched_in`` keeps it.
WORDS_KEY = "moderation.words"


def forget_words():
    """The list has changed: for this request now, for all others once that is stored."""
    cache.delete(WORDS_KEY)
    transaction.on_commit(lambda: cache.delete(WORDS_KEY))


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

    def clean(self):
        super().clean()
        self.key = key_of(self.text, self.form)
        if not self.key:
            raise ValidationError({"text": gettext("There is no word in this.")})
        # No form has the key, so Django does not look at the constraint.
        same = WatchWord.objects.filter(form=self.form, key=self.key).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"text": gettext("This word is in the list already.")})

    def save(self, *args, **kwargs):
        self.key = key_of(self.text, self.form)
        super().save(*args, **kwargs)
        forget_words()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        forget_words()
        return deleted

    def __str__(self):
        return self.text
