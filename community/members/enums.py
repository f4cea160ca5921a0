from django.db import models
from django.utils.translation import gettext_lazy as _


class UserStatus(models.TextChoices):
    """Where a person stands with the community."""

    PENDING = "pending", _("waiting for approval")
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("has left")
