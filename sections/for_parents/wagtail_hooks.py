"""Where the parents' page plugs into the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.plugins import SitePage

from .home_sections import ForParents
from .models import ForParentsPage


@hooks.register("register_home_section")
def register_home_section():
    return ForParents()


@hooks.register("register_site_page")
def register_site_page():
    return SitePage(ForParentsPage, _("For parents"), "for-parents", order=50)
