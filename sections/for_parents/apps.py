from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForParentsConfig(AppConfig):
    name = "sections.for_parents"
    verbose_name = _("For parents")
