"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from .analysis import MAX_QUERY, query_stems
from .sources import find, get_sources

SHOWN_OF_GROUP = 5
PAGE_SIZE = 20


def search(request):
    """``/search/?q=``: groups of what was found; with ``kind`` one group by pages."""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
    context = {
        "query": query,
        "title": _("Search"),
        "breadcrumbs": [(_("Search"), request.path)],
        "is_empty_query": not query_stems(query),
    }
    kind = request.GET.get("kind")
    if context["is_empty_query"]:
        return TemplateResponse(request, "search/search.html", context)
    sources = get_sources()
    if kind:
        source = next((source for source in sources if source.name == kind), None)
        if source is None:
            raise Http404
        context["found"] = find_page(request, source, query)
        context["source"] = source
        context["page_query"] = urlencode({"q": query, "kind": kind})
    else:
        groups = [find(source, query, request.user, stop=SHOWN_OF_GROUP) for source in sources]
        context["groups"] = [group for group in groups if group.count]
        context["count"] = sum(group.count for group in groups)
    return TemplateResponse(request, "search/search.html", context)


def find_page(request, source, query):
    """One page of what ``source`` has; raises ``Http404`` for a page that is not there."""
    results = get_search_backend().search(
        query, source.get_queryset(request.user), operator="and"
    )
    number = request.GET.get("page", "1")
    paginator = Paginator(results, PAGE_SIZE)
    if not number.isdecimal() or len(number) > 6 or not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    return paginator.page(int(number))
