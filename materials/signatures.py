"""Names under materials follow what their authors allow: who no longer wants to be named to
everybody is taken out of the places where the name was kept for later, and out of the search."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from .indexing import reindex
from .models import Material, MaterialAuthor

# What the name under a material is made of.
NAME_FIELDS = {
    "first_name", "middle_name", "last_name", "public_name", "name_is_public", "status",
}  # fmt: skip


def follow_name(sender, instance, created, update_fields, **kwargs):
    """After a person was saved: what is kept and found under her name is in step with it."""
    if created or (update_fields is not None and not NAME_FIELDS & set(update_fields)):
        return
    if not (instance.name_is_public or instance.has_left):
        forget_name(instance)
    for material in Material.objects.filter(live=True, authors__user=instance).distinct():
        reindex(material)


def forget_name(person):
    """Take the kept name of ``person`` from materials and all their versions."""
    MaterialAuthor.objects.filter(user=person).exclude(name="").update(name="")
    for revision in _revisions_naming(person):
        rows = revision.content.get("authors", [])
        own = [row for row in rows if row.get("user") == person.pk and row.get("name")]
        for row in own:
            row["name"] = ""
        if own:
            revision.save(update_fields=["content"])


def _revisions_naming(person):
    """Versions of materials that may have ``person`` among the authors. Asked as text: SQLite
    cannot look into a list of JSON."""
    versions = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Material)
    ).alias(text=Cast("content", TextField()))
    return versions.filter(text__contains=f'"user": {person.pk}').iterator()
