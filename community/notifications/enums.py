from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a member wants news of one kind."""

    EMAIL = "email", _("on the site and by e-mail")
    SITE = "site", _("only on the site")
    NONE = "none", _("not at all")
