"""The page of one material."""

from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ..gone import raise_if_gone
from ..models import Material
from ..pages import material_context
from ..permissions import is_author


@require_safe
def material_detail(request, pk, slug):
    """``/materials/<id>/<slug>/``. The number alone finds it: another slug redirects, so that
    addresses live on after the title is mended."""
    materials = Material.objects.visible_to(request.user).for_page(request.user)
    material = materials.filter(pk=pk).first()
    if material is None:
        raise_if_gone(pk)
        raise Http404("No such material.")
    if slug != material.slug:
        return redirect(material, permanent=True)
    context = material_context(request, material)
    context["is_own"] = is_author(request.user, material)
    return TemplateResponse(request, "materials/material_detail.html", context)
