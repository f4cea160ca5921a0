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

    def __str__(self):
        return self.words
