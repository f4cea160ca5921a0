from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubjectsConfig(AppConfig):
    name = "subjects"
    verbose_name = _("Hubs")

    def ready(self):
        from . import signal_handlers

        signal_handlers.connect()
