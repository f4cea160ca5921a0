"""The search page, and what is offered while one types."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from home.metadata import absolute_url
from home.models import SiteSettings

from .asking import Asked, clean_query
from .engine import suggest
from .limits import SECONDS, may_be_offered, may_search
from .page import results_context

SUGGESTIONS_TYPE = "application/x-suggestions+json"
DESCRIPTION_TYPE = "application/opensearchdescription+xml"
FEWEST_LETTERS = 2
# What a short name may have, by the OpenSearch standard.
SHORT_NAME = 16
DAY = 24 * 60 * 60


@require_safe
def search(request):
    """``/search/?q=``: what was found of all kinds, the best first, with numbers by kind and by
    facet; ``kind`` and the facets' parameters narrow it."""
    asked = Asked.of(request.GET)
    context = {
        "query": asked.query,
        "title": _("Search"),
        "breadcrumbs": [(_("Search"), request.path)],
        "noindex": True,
        "is_empty_query": not asked.says_something,
    }
    if asked.says_something:
        if not may_search(request):
            return _too_often(request, context)
        context.update(results_context(asked, request))
        feed = f"{reverse('search:feed')}?{asked.address(kind=None, verbatim=None)}"
        context["feeds"] = [(_("Search: %(query)s") % {"query": asked.query}, feed)]
    return TemplateResponse(request, "search/search.html", context)


def _too_often(request, context):
    response = render(request, "search/too_often.html", context, status=429)
    response.headers["Retry-After"] = str(SECONDS)
    return response


@never_cache
@require_safe
def suggestions(request):
    """``/search/suggestions/?q=``: things whose titles begin so, in OpenSearch's form: the words,
    then labels, descriptions and addresses. Browsers ask for it as well as the page."""
    query = clean_query(request.GET.get("q", ""))
    found = []
    if len(query) >= FEWEST_LETTERS and may_be_offered(request):
        found = suggest(query, request.user)
    data = [
        query,
        [one.label for one in found],
        [str(one.source_label) for one in found],
        [absolute_url(request, one.url) for one in found],
    ]
    return JsonResponse(data, safe=False, content_type=SUGGESTIONS_TYPE)


@cache_control(public=True, max_age=DAY)
@require_safe
def opensearch(request):
    """``/search/opensearch.xml``: how a browser searches this site."""
    page = absolute_url(request, reverse("search:search"))
    offers = absolute_url(request, reverse("search:suggestions"))
    context = {
        "name": SiteSettings.for_request(request).name,
        "short_name": SiteSettings.for_request(request).name[:SHORT_NAME],
        "page": f"{page}?q={{searchTerms}}",
        "suggestions": f"{offers}?q={{searchTerms}}",
        "suggestions_type": SUGGESTIONS_TYPE,
        "feed": f"{absolute_url(request, reverse('search:feed'))}?q={{searchTerms}}",
        "icon": absolute_url(request, "/favicon.ico"),
    }
    text = render(request, "search/opensearch.xml", context).content
    return HttpResponse(text, content_type=f"{DESCRIPTION_TYPE}; charset=utf-8")
