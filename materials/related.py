"""What else a reader of a material may want."""

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from .models import Material, TaggedMaterial

SHOWN = 4


def related_materials(material, tags, user, limit=SHOWN):
    """The nearest materials: by hub, common ``tags``, grades and kind."""
    grades = [grade.pk for grade in material.grades.all()]
    nearby = Q(hub=material.hub_id)
    if tags:
        nearby |= Q(pk__in=TaggedMaterial.objects.filter(tag__in=tags).values("content_object"))
    nearness = (
        3 * _common(TaggedMaterial.objects.filter(tag__in=tags), "content_object")
        + 2 * _common(Material.grades.through.objects.filter(grade__in=grades), "material")
        + _weight(4, hub=material.hub_id)
        + _weight(1, kind=material.kind)
    )
    found = Material.objects.visible_to(user).filter(nearby).exclude(pk=material.pk)
    found = found.annotate(nearness=nearness).for_list()
    return list(found.order_by("-nearness", "-first_published_at", "-pk")[:limit])


def _common(rows, key):
    """How many of ``rows`` belong to the material at hand."""
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    counted = counted.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _weight(number, **condition):
    return Case(When(**condition, then=Value(number)), default=Value(0))
