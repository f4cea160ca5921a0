"""A hub with works in it is not deleted by accident."""

from django.db.models import PROTECT

from .models import HubPage


def things_in_hubs_below(page):
    """What stands in the way of deleting ``page`` with all below it.

    Returns pairs (name in the plural, count) of things that belong to hubs in the subtree.
    """
    hubs = HubPage.objects.filter(path__startswith=page.path).order_by().values("pk")
    found = []
    for relation in HubPage._meta.related_objects:
        if relation.on_delete is PROTECT:
            count = relation.related_model._base_manager.filter(
                **{f"{relation.field.name}__in": hubs}
            ).count()
            if count:
                found.append((str(relation.related_model._meta.verbose_name_plural), count))
    return found
