"""Where official documents plug into hubs, the site's menu and the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from home.plugins import SitePage

from .metadata import OfficialSitemap
from .modeladmin import OfficialDocumentAdmin, OfficialDocumentChooser
from .models import OfficialPage
from .search_sources import OfficialSource
from .sections import OfficialHubSection

modeladmin_register(OfficialDocumentAdmin)


@hooks.register("register_admin_viewset")
def register_chooser():
    return OfficialDocumentChooser("official_document_chooser")


@hooks.register("register_hub_section")
def register_hub_section():
    return OfficialHubSection()


@hooks.register("register_site_page")
def register_site_page():
    return SitePage(OfficialPage, _("Official"), "official", order=80)


@hooks.register("register_sitemap")
def register_sitemap():
    return "official", OfficialSitemap


@hooks.register("register_search_source")
def register_search_source():
    return OfficialSource()
