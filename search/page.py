"""What the search page shows."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from .answers import answer
from .asking import FACETS
from .promotions import promoted_for
from .querylog import record
from .ways import ways_on

PAGE_SIZE = 20
SHOWN_OF_FACET = 8
# Facets in an order of their own; the others have the most frequent first.
IN_ORDER = {"grade": False, "year": True}


def results_context(asked, request):
    """The context of results of ``asked``; raises ``Http404`` for a page that is not there."""
    found = answer(asked.query, request.user, asked.filters, is_verbatim=asked.is_verbatim)
    results = found.results
    shown = found.of_source(asked.source) if asked.source else results
    # What is narrowed or turned over is what is shown, not what was mistyped.
    here = replace(asked, query=found.shown, page=1)
    paginator = Paginator(shown, PAGE_SIZE)
    if asked.page > max(paginator.num_pages, 1):
        raise Http404
    page = paginator.page(asked.page)
    promoted = []
    if asked.is_first_look:
        promoted = promoted_for(found.shown, request)
        # A mistake that was understood was not made in vain.
        record(asked.query, results.count)
    return {
        "answer": found,
        "source": asked.source,
        "count": shown.count,
        "hits": page.object_list,
        "page_obj": page,
        "page_query": here.address(),
        "promoted": promoted,
        "groups": _groups(here, results),
        "facets": _facets(here, shown),
        "chosen": bool(asked.filters),
        "without_filters": replace(here, filters={}).address(),
        "verbatim_address": replace(asked, is_verbatim=True).address(),
        "meant_address": asked.address(q=found.meant) if found.meant else "",
        "ways": [] if shown.count else ways_on(request, asked.query),
        "shows_reasons": request.GET.get("why") == "1"
        and request.user.has_perm("wagtailadmin.access_admin"),
    }


def _groups(here, results):
    """The kinds of what was found, with all of them first."""
    counts = results.counts
    if len(counts) < 2 and not here.kind:
        return []
    everything = {
        "label": _("Everything"),
        "url": f"?{here.address(kind=None)}",
        "count": results.count,
        "is_active": not here.kind,
    }
    return [everything] + [
        {
            "label": source.label,
            "url": f"?{here.address(kind=source.name)}",
            "count": counts[source.name],
            "is_active": here.kind == source.name,
        }
        for source in results.sources
        if source.name in counts
    ]


def _facets(here, shown):
    """Facets with the choices that would leave something, for ``components/facets.html``."""
    counted = shown.facets
    facets = []
    for name, (parameter, label) in FACETS.items():
        values = counted.get(name, [])
        chosen = here.filters.get(name)
        if name in IN_ORDER:
            values = sorted(values, key=lambda one: one.value, reverse=IN_ORDER[name])
        if not chosen and len(values) < 2:
            continue
        options = [
            {
                "label": value.label,
                "count": value.number,
                "is_active": str(value.value) == chosen,
                "url": "?"
                + here.address(**{parameter: None if str(value.value) == chosen else value.value}),
            }
            for value in values
        ]
        most = len(options) if name in IN_ORDER else SHOWN_OF_FACET
        active = [option for option in options[most:] if option["is_active"]]
        facets.append({"label": label, "options": [*options[:most], *active]})
    return [facet for facet in facets if facet["options"]]
