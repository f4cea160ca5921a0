"""The list of addresses for search engines: pages, and what features register."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import Q
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from .navigation import get_root_page


class SiteSitemap(Sitemap):
    """Base of all sitemaps: addresses begin with the declared address of the site, where there
    is one. Features register theirs by ``register_sitemap``: ``(name, class)``."""

    limit = 10_000

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme or super().get_protocol(protocol)

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)


class PageSitemap(SiteSitemap):
    """All published pages that anybody may read."""

    request = None

    def items(self):
        root = get_root_page(self.request)
        if root is None:
            return Page.objects.none()
        now = timezone.now()
        # Dates are compared here: no command need have run since.
        pages = (
            Page.objects.live()
            .descendant_of(root, inclusive=True)
            .filter(Q(go_live_at=None) | Q(go_live_at__lte=now))
            .filter(Q(expire_at=None) | Q(expire_at__gt=now))
            .order_by("path")
        )
        # What stands under an unpublished page is hidden with it.
        for path in Page.objects.not_live().filter(numchild__gt=0).values_list("path", flat=True):
            pages = pages.exclude(path__startswith=path)
        if PageViewRestriction.objects.exists():
            pages = pages.public()
        return pages

    def location(self, page):
        return page.get_url(self.request)

    def lastmod(self, page):
        return page.last_published_at


def sitemap(request):
    """``/sitemap.xml``."""
    # Pages work out their addresses once for the request, not once for each page.
    pages = type("RequestPageSitemap", (PageSitemap,), {"request": request})
    sections = {"pages": pages}
    sections.update(register() for register in hooks.get_hooks("register_sitemap"))
    return sitemap_view(request, sections)
