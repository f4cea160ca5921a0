"""Collections: their list and the page of each."""

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ..models import MaterialCollection
from ..pages import bank_breadcrumb, collection_context
from .lists import paginate


@require_safe
def collection_list(request):
    """``/materials/collections/``."""
    collections = MaterialCollection.objects.visible_to(request.user).for_list().newest_first()
    title = pgettext("of materials", "Collections")
    context = {
        "title": title,
        "page_obj": paginate(request, collections),
        "breadcrumbs": [bank_breadcrumb(), (title, request.path)],
    }
    return TemplateResponse(request, "materials/collection_list.html", context)


@require_safe
def collection_detail(request, pk, slug):
    """``/materials/collections/<id>/<slug>/``."""
    collections = MaterialCollection.objects.visible_to(request.user).select_related("hub")
    collection = get_object_or_404(collections, pk=pk)
    if slug != collection.slug:
        return redirect(collection, permanent=True)
    return TemplateResponse(
        request, "materials/collection_detail.html", collection_context(request, collection)
    )
