"""Every hub has a list of announcements from the day it is made."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from subjects.signals import hub_provisioned


def add_index_page(sender, hub, **kwargs):
    """Give ``hub`` its list, unless it has one. Pages are written in the site's language."""
    from .models import HUB_INDEX_SLUG, AnnouncementIndexPage

    if AnnouncementIndexPage.objects.child_of(hub).exists():
        return
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Announcements")
    hub.add_child(instance=AnnouncementIndexPage(title=title, slug=HUB_INDEX_SLUG))


def connect():
    hub_provisioned.connect(add_index_page, dispatch_uid="announcements.add_index_page")
