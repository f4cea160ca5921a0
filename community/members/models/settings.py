"""How the site takes people in; set by its administrator."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ..enums import RegistrationMode


@register_setting(icon="group")
class PeopleSettings(BaseSiteSetting):
    """Registration and the safety of accounts."""

    registration_mode = models.CharField(
        _("registration"),
        max_length=12,
        choices=RegistrationMode.choices,
        default=RegistrationMode.APPROVAL,
    )
    invitation_days = models.PositiveSmallIntegerField(
        _("days that an invitation code is valid"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    asks_captcha = models.BooleanField(
        _("ask for the digits in a picture at registration"),
        default=False,
        help_text=_(
            "For a site that programs pester. Who does not see the picture comes in by an "
            "invitation code, which asks for none."
        ),
    )
    needs_second_factor = models.BooleanField(
        _("the admin asks for a second factor"),
        default=False,
        help_text=_(
            "Everybody who may enter the admin must set up an application with codes or a "
            "passkey; until then only the page where this is done opens."
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("registration_mode"),
                FieldPanel("invitation_days"),
                FieldPanel("asks_captcha"),
            ],
            heading=_("Registration"),
        ),
        FieldPanel("needs_second_factor"),
    ]

    class Meta:
        verbose_name = _("people and accounts")
