from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicWord(models.Model):
    """A word, as it is written, of what everybody may read, and how many things have it."""

    word = models.CharField(_("word"), max_length=60, primary_key=True)
    number = models.PositiveIntegerField(_("things that have it"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("public word")
        verbose_name_plural = _("public words")
        ordering = ["word"]

    def __str__(self):
        return self.word
