"""What editors want to be found first (``wagtail.contrib.search_promotions``)."""

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from .analysis import STOP_WORDS, lemmas, words

MOST_SHOWN = 3


@dataclass(frozen=True)
class Promoted:
    """A result that was put first by hand."""

    title: str
    url: str
    description: str
    is_external: bool


def _key(query):
    """What a query is about, whatever the forms and the order of its words."""
    meaning = [word for word in words(query) if word not in STOP_WORDS]
    return frozenset(lemmas(word)[0] for word in meaning)


def promoted_for(query, request):
    """``Promoted`` of ``query`` that whoever asks may open, in the editors' order."""
    asked = _key(query)
    if not asked:
        return []
    kept = SearchPromotion.objects.order_by().values("query")
    rows = Query.objects.filter(pk__in=kept).values_list("pk", "query_string")
    queries = [pk for pk, text in rows if _key(text) == asked]
    if not queries:
        return []
    found = SearchPromotion.objects.filter(query__in=queries).select_related("page")
    found = found.order_by("sort_order", "pk")
    return [_promoted(row, request) for row in found if _may_open(row.page, request)][:MOST_SHOWN]


def _promoted(row, request):
    if row.page is None:
        title = row.external_link_text or row.external_link_url
        return Promoted(title, row.external_link_url, row.description, is_external=True)
    url = row.page.get_url(request) or ""
    return Promoted(row.page.title, url, row.description, is_external=False)


def _may_open(page, request):
    """Whether a page (if it is one) is published and open to this reader, as when it is served."""
    if page is None:
        return True
    if not page.live:
        return False
    restrictions = PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True))
    return all(one.accept_request(request) for one in restrictions)
