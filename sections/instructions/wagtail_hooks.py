"""Where instructions plug into the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.plugins import SitePage

from .models import HelpIndexPage
from .search_sources import InstructionSource


@hooks.register("register_site_page")
def register_site_page():
    return SitePage(HelpIndexPage, _("Help"), "help", order=70)


@hooks.register("register_search_source")
def register_search_source():
    return InstructionSource()
