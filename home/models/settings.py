"""What an editor sets once for the whole site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Name, owner and notices of the site."""

    name = models.CharField(_("site name"), max_length=80, default="MethodHub")

    class Meta:
        verbose_name = _("site settings")
