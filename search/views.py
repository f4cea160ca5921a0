"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .analysis import MAX_QUERY
from .engine import find
from .parsing import parse
from .sources import get_sources
from .tree import NOTHING

SHOWN_OF_GROUP = 5
PAGE_SIZE = 20


@require_safe
def search(request):
    """``/search/?q=``: groups of what was found; with ``kind`` one group by pages."""
    query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_QUERY]
    context = {
        "query": query,
        "title": _("Search"),
        "breadcrumbs": [(_("Search"), request.path)],
        "noindex": True,
        "is_empty_query": parse(query) == NOTHING,
    }
    if not context["is_empty_query"]:
        kind = request.GET.get("kind")
        context.update(get_kind(request, query, kind) if kind else get_groups(request, query))
    return TemplateResponse(request, "search/search.html", context)


def get_groups(request, query):
    """The best of every kind."""
    found = [find(source, query, request.user) for source in get_sources()]
    groups = [
        {
            "source": group.source,
            "count": len(group),
            "items": group[:SHOWN_OF_GROUP],
            "url": group.source.get_url(query)
            or f"?{urlencode({'q': query, 'kind': group.source.name})}",
        }
        for group in found
        if len(group)
    ]
    return {"groups": groups, "count": sum(group["count"] for group in groups)}


def get_kind(request, query, kind):
    """All of one kind, by pages; raises ``Http404`` for a kind or a page that is not there."""
    source = next((source for source in get_sources() if source.name == kind), None)
    number = request.GET.get("page", "1")
    if source is None or not number.isdecimal() or len(number) > 6:
        raise Http404
    paginator = Paginator(find(source, query, request.user), PAGE_SIZE)
    if not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    return {
        "source": source,
        "found": paginator.page(int(number)),
        "page_query": urlencode({"q": query, "kind": kind}),
    }
