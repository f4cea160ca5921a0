"""What the bank shows elsewhere: on the home page and in pages that editors compose."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import FeedSource, HomeSection
from subjects.models import HubPage

from .models import Material
from .pages import hub_materials_url

HOME_ITEMS = 6


class NewestMaterials(HomeSection):
    """The newest materials on the home page."""

    name = "materials"
    order = 30
    area = "main"
    template = "materials/home_section.html"

    def get_context(self, request, page):
        materials = Material.objects.visible_to(request.user).newest_first().for_list()
        newest = list(materials[:HOME_ITEMS])
        return {"materials": newest, "url": reverse("materials:list")} if newest else None


class MaterialsFeedSource(FeedSource):
    """Materials for the feed block of pages."""

    name = "materials"
    label = _("Materials")
    template = "materials/feed_block.html"

    order = 10

    def get_url(self, hub):
        return hub_materials_url(hub) if hub else reverse("materials:list")

    def accepts(self, page):
        return isinstance(page, HubPage)

    def get_items(self, request, hub, limit):
        user = request.user if request is not None else AnonymousUser()
        materials = Material.objects.visible_to(user)
        if hub is not None:
            materials = materials.in_hub(hub)
        return list(materials.newest_first().for_list()[:limit])
