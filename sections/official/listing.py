"""Composes the register of documents: filters and pages."""

from sections.listing import get_list_context

from .forms import OfficialFilterForm

PAGE_SIZE = 30


def get_register_context(request):
    """Context of the register beside what every page has."""
    from .models import OfficialDocument

    documents = OfficialDocument.objects.visible_to(request.user)
    form = OfficialFilterForm(request.GET, years=documents.years())
    chosen = form.apply(documents).newest_first().for_list()
    return get_list_context(request, form, chosen, PAGE_SIZE)
