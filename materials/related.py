"""What else a reader of a material may want."""

from django.db.models import Case, Count, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from .models import Material, TaggedMaterial

SHOWN = 4
LOOKED_THROUGH = 200


def related_materials(material, tags, user, limit=SHOWN):
    """The nearest materials: by hub, common ``tags``, grades and kind."""
    grades = [grade.pk for grade in material.grades.all()]
    visible = Material.objects.visible_to(user).exclude(pk=material.pk)
    # Known by their keys before they are weighed, or all the bank would be read for it.
    nearby = list(
        _newest_in(material.hub_id, visible).union(_tagged_last(tags)).values_list("pk", flat=True)
    )
    nearness = (
        3 * _common(TaggedMaterial.objects.filter(tag__in=tags), "content_object")
        + 2 * _common(Material.grades.through.objects.filter(grade__in=grades), "material")
        + _weight(4, hub=material.hub_id)
        + _weight(1, kind=material.kind)
    )
    found = visible.filter(pk__in=nearby).annotate(nearness=nearness).for_list()
    return list(found.order_by("-nearness", "-first_published_at", "-pk")[:limit])


def _newest_in(hub, materials):
    """Keys of the newest of ``materials`` in a hub: of the many in a large one, nobody wants
    the old."""
    newest = materials.filter(hub=hub).newest_first().values("pk")[:LOOKED_THROUGH]
    # Not every database joins lists that are cut; each stands in one that is whole.
    return Material.objects.filter(pk__in=newest).order_by().values("pk")


def _tagged_last(tags):
    """Keys of what got one of ``tags`` last."""
    rows = TaggedMaterial.objects.filter(tag__in=tags).order_by("-pk").values("pk")
    last = TaggedMaterial.objects.filter(pk__in=rows[:LOOKED_THROUGH])
    return last.order_by().values("content_object")


def _common(rows, key):
    """How many of ``rows`` belong to the material at hand."""
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    counted = counted.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _weight(number, **condition):
    return Case(When(**condition, then=Value(number)), default=Value(0))
