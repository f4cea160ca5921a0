"""Composes the register of documents: filters and pages."""

from sections.listing import paginate, query_without_page

from .forms import OfficialFilterForm

PAGE_SIZE = 30


def get_list_context(request):
    """Context of the register beside what every page has."""
    from .models import OfficialDocument

    documents = OfficialDocument.objects.published()
    form = OfficialFilterForm(request.GET, years=documents.years())
    chosen = form.apply(documents).newest_first().for_list()
    return {
        "form": form,
        "page_obj": paginate(request, chosen, PAGE_SIZE),
        "query": query_without_page(request),
    }
