"""Where useful sites plug into hubs, the site's menu and the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from home.plugins import SitePage

from .bulk_actions import CheckLinksBulkAction
from .modeladmin import LinkCheckAdmin
from .models import UsefulSitesPage
from .reports import BrokenLinksPanel
from .search_sources import UsefulSiteSource
from .sections import LinksHubSection
from .viewsets import UsefulSiteViewSet

register_snippet(UsefulSiteViewSet)
modeladmin_register(LinkCheckAdmin)
hooks.register("register_bulk_action", CheckLinksBulkAction)


@hooks.register("register_hub_section")
def register_hub_section():
    return LinksHubSection()


@hooks.register("register_site_page")
def register_site_page():
    return SitePage(UsefulSitesPage, _("Useful sites"), "useful-sites", order=60)


@hooks.register("construct_homepage_panels")
def add_broken_links(request, panels):
    panels.append(BrokenLinksPanel(request))


@hooks.register("register_search_source")
def register_search_source():
    return UsefulSiteSource()
