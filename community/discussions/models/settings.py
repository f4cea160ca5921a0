from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="comment")
class DiscussionSettings(BaseSiteSetting):
    """What is commented on, and how long and how often one may write."""

    comments_on_materials = models.BooleanField(_("comments under materials"), default=True)
    comments_on_announcements = models.BooleanField(_("comments under announcements"), default=True)
    comments_on_pages = models.BooleanField(
        _("comments under other pages"),
        default=False,
        help_text=_("Each page may be set otherwise."),
    )
    edit_minutes = models.PositiveIntegerField(
        _("minutes in which one may edit a post"),
        default=60,
        validators=[MaxValueValidator(525_600)],
    )
    posts_per_ten_minutes = models.PositiveSmallIntegerField(
        _("posts of one person in ten minutes"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("In a chat three times as many."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("comments_on_materials"),
                FieldPanel("comments_on_announcements"),
                FieldPanel("comments_on_pages"),
            ],
            heading=_("Comments"),
        ),
        FieldPanel("edit_minutes"),
        FieldPanel("posts_per_ten_minutes"),
    ]

    class Meta:
        verbose_name = _("discussions")

    @classmethod
    def current(cls):
        """What the site has set, where there is no request to ask."""
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site is not None else cls()
