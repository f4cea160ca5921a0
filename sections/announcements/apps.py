from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncementsConfig(AppConfig):
    name = "sections.announcements"
    verbose_name = _("Announcements")

    def ready(self):
        from . import signal_handlers

        signal_handlers.connect()
