from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Words of school language that mean the same: who asks for one of them finds all."""

    words = models.CharField(
        _("words that mean the same"),
        max_length=400,
        help_text=_(
            "Divided by commas, in any form: ФГОС, федеральный государственный стандарт. Each may "
            "be of several words."
        ),
    )

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["words"]

    def clean(self):
        super().clean()
        if sum(bool(part.strip()) for part in self.words.split(",")) < 2:
            raise ValidationError(
                {"words": _("Give at least two, divided by a comma: one alone means only itself.")}
            )

    def __str__(self):
        return self.words
