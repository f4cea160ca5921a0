"""Materials and collections for search engines."""

from django.contrib.auth.models import AnonymousUser

from home.sitemaps import SiteSitemap

from .models import Material, MaterialCollection


class MaterialSitemap(SiteSitemap):
    """What anybody may read."""

    model = Material

    def items(self):
        things = self.model.objects.visible_to(AnonymousUser())
        return things.only("pk", "title", "last_published_at").order_by("pk")

    def lastmod(self, thing):
        return thing.last_published_at


class CollectionSitemap(MaterialSitemap):
    model = MaterialCollection
