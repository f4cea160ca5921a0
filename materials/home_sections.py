"""What the bank shows elsewhere: on the home page and in pages that editors compose."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import FeedSource, HomeSection

from .models import Material

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

    def get_items(self, request, hub, limit):
        materials = Material.objects.visible_to(request.user)
        if hub is not None:
            materials = materials.in_hub(hub)
        return list(materials.newest_first().for_list()[:limit])
