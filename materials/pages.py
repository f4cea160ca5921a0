"""What the pages of the bank show; their views and the admin's previews share it."""

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from .models import MaterialCollection
from .related import related_materials
from .structured_data import learning_resource


def bank_breadcrumb():
    """The list of all materials, the root of the wing's own pages."""
    return gettext("Materials"), reverse("materials:list")


def hub_materials_url(hub):
    """The address of a hub's list of materials."""
    return f"{hub.url}materials/"


def material_context(request, material):
    """Context of a material's page, for readers and for the preview of a draft."""
    breadcrumbs = [bank_breadcrumb()]
    if material.hub:
        breadcrumbs.append((material.hub.title, hub_materials_url(material.hub)))
    tags = list(material.tags.all())
    collections = MaterialCollection.objects.visible_to(request.user)
    return {
        "material": material,
        "hub": material.hub,
        "tags": tags,
        "guest_hubs": [hub for hub in material.also_in.all() if hub.live],
        "related": related_materials(material, tags, request.user),
        "collections": list(
            collections.filter(items__material=material.pk).distinct().newest_first()
        )
        if material.pk
        else [],
        "is_updated": bool(
            material.last_published_at
            and material.first_published_at
            and material.last_published_at.date() > material.first_published_at.date()
        ),
        "breadcrumbs": [*breadcrumbs, (str(material), material.url)],
        "meta_title": str(material),
        "description": material.summary,
        "json_ld": learning_resource(request, material, tags),
    }


def collection_context(request, collection):
    """Context of a collection's page."""
    return {
        "collection": collection,
        "hub": collection.hub,
        "items": collection.listed_items(request.user),
        "breadcrumbs": [
            bank_breadcrumb(),
            (pgettext("of materials", "Collections"), reverse("materials:collections")),
            (str(collection), collection.url),
        ],
        "meta_title": str(collection),
        "description": collection.summary,
    }
