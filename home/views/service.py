"""Addresses for machines: probes, robots, the icon."""

import logging

from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from home.health import run_checks
from home.metadata import absolute_url

logger = logging.getLogger(__name__)

HIDDEN_PATHS = ["/admin/", "/accounts/", "/search/", "/display/"]
FAVICON = "img/favicon.ico"
DAY = 24 * 60 * 60


@never_cache
@require_safe
def healthz(request):
    """The process lives."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request):
    """The database, the cache and the storage answer; 503 names what does not."""
    checks = run_checks()
    failed = sorted(name for name, outcome in checks.items() if outcome != "ok")
    if failed:
        logger.error("Not ready: %s", ", ".join(f"{name} ({checks[name]})" for name in failed))
    status = {"status": "failed" if failed else "ok", "failed": failed, "checks": checks}
    return JsonResponse(status, status=503 if failed else 200)


@cache_control(public=True, max_age=DAY)
@require_safe
def robots(request):
    """What search engines need not look at, and where the list of pages is."""
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN_PATHS), ""]
    sitemap = absolute_url(request, reverse("home:sitemap"))
    text = "\n".join([*rules, f"Sitemap: {sitemap}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=DAY)
@require_safe
def favicon(request):
    """Browsers ask for it at the root whatever the page says."""
    return HttpResponsePermanentRedirect(static(FAVICON))
