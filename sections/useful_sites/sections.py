"""Useful sites of a hub: its tab and a part of its first page."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from subjects.counts import count_rows
from subjects.sections import HubSection

from .listing import get_sites_context
from .models import UsefulSite


class LinksHubSection(HubSection):
    slug = "links"
    label = _("Useful sites")
    order = 40
    area = "aside"
    overview_template = "useful_sites/hub_overview.html"
    overview_size = 5

    def get_count_rows(self, user):
        sites = UsefulSite.objects.visible_to(user).exclude(hub=None)
        return [count_rows(sites, self.slug, "hub__path")]

    def fact(self, count):
        return ngettext("%(count)s useful site", "%(count)s useful sites", count) % {"count": count}

    def get_overview_context(self, hub, request):
        newest = UsefulSite.objects.visible_to(request.user).in_hub(hub)
        newest = newest.newest_first()[: self.overview_size]
        return {"sites": newest, "url": self.get_url(hub)} if newest else None

    def serve(self, request, hub):
        context = {
            **self.get_page_context(hub, request),
            **get_sites_context(request, hub),
        }
        return TemplateResponse(request, "useful_sites/hub_links.html", context)
