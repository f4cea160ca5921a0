from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsefulSitesConfig(AppConfig):
    name = "sections.useful_sites"
    verbose_name = _("Useful sites")
