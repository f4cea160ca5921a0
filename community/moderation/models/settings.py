from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="warning")
class ModerationSettings(BaseSiteSetting):
    """How careful the site is; the regulations leave the numbers to the community."""

    newcomer_posts = models.PositiveSmallIntegerField(
        _("posts of a newcomer that are looked at first"),
        default=2,
        validators=[MaxValueValidator(100)],
        help_text=_("So many must be approved before the person writes freely. 0: none."),
    )
    complaints_to_hold = models.PositiveSmallIntegerField(
        _("complaints that take a post down until it is decided on"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    panels = [FieldPanel("newcomer_posts"), FieldPanel("complaints_to_hold")]

    class Meta:
        verbose_name = _("moderation")
