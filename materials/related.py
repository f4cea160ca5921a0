"""What else a reader of a material may want."""

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from .models import Material, TaggedMaterial

SHOWN = 4
LOOKED_THROUGH = 200


def related_materials(material, tags, user, limit=SHOWN):
    """The nearest materials: by hub, common ``tags``, grades and kind."""
    grades = [grade.pk for grade in material.grades.all()]
    visible = Material.objects.visible_to(user).exclude(pk=material.pk)
    nearby = Q(pk__in=_newest(visible.filter(hub=material.hub_id)))
    if tags:
        tagged = TaggedMaterial.objects.filter(tag__in=tags).values("content_object")
        nearby |= Q(pk__in=_newest(visible.filter(pk__in=tagged)))
    nearness = (
        3 * _common(TaggedMaterial.objects.filter(tag__in=tags), "content_object")
        + 2 * _common(Material.grades.through.objects.filter(grade__in=grades), "material")
        + _weight(4, hub=material.hub_id)
        + _weight(1, kind=material.kind)
    )
    found = Material.objects.filter(nearby).annotate(nearness=nearness).for_list()
    return list(found.order_by("-nearness", "-first_published_at", "-pk")[:limit])


def _newest(materials):
    """Keys of the newest of ``materials``: of the many in a large hub, nobody wants the old."""
    return list(materials.newest_first().values_list("pk", flat=True)[:LOOKED_THROUGH])


def _common(rows, key):
    """How many of ``rows`` belong to the material at hand."""
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    counted = counted.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _weight(number, **condition):
    return Case(When(**condition, then=Value(number)), default=Value(0))
