"""Pictures out of documents: who sees them, and when they go.

They are pictures of the site like any other, as the text that shows them wants. While the work
is its author's alone, so are they (``SiteImage.is_private``); when nothing shows them any more
they are deleted, for nobody else knows that they are there.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Collection, ReferenceIndex, Revision

from .models import Material, WorkPicture

AT_ONCE = 200


class Gallery:
    """Keeps the pictures of one document for ``material``, in the name of ``user``."""

    def __init__(self, material, user):
        self.material, self.user = material, user
        self.collection = collection_of(None if material.is_private else material.hub)

    @transaction.atomic
    def keep(self, upload, title, description):
        """The picture in ``upload`` as one of the site's."""
        image = get_image_model()(
            title=title[:255],
            description=description[:255],
            file=upload,
            collection=self.collection,
            uploaded_by_user=self.user,
            is_private=self.material.is_private,
        )
        image.save()
        WorkPicture.objects.create(image=image, material=self.material)
        return image


def collection_of(hub):
    """Where the editors of ``hub`` look for its pictures."""
    provision = getattr(hub, "provision", None)
    return provision.collection if provision else Collection.get_first_root_node()


def show(material):
    """The work is no longer its author's alone: its pictures are the hub's now."""
    private = get_image_model().objects.filter(work_picture__material=material, is_private=True)
    private.update(is_private=False, collection=collection_of(material.hub))


def pictures_of(body):
    """Keys of the pictures that ``body`` shows."""
    found = body.stream_block.extract_references(body) if body else []
    return {int(key) for model, key, *_path in found if issubclass(model, get_image_model())}


def delete_removed(material, before, after):
    """Delete the pictures of a private draft that its text showed ``before`` and does not
    ``after``. Older versions of such a one are shown to nobody; those of any other work are kept
    with their pictures. Returns the number."""
    removed = pictures_of(before) - pictures_of(after) if material.is_private else set()
    return _delete(WorkPicture.objects.filter(material=material, image__in=removed))


def delete_of_deleted(pk):
    """Delete what a deleted work leaves, but for pictures that another page shows."""
    left = WorkPicture.objects.filter(material=None)
    own = {"base_content_type": ContentType.objects.get_for_model(Material), "object_id": str(pk)}
    return _delete(_unreferenced(left, ReferenceIndex.objects.exclude(**own)))


def delete_unused(before):
    """Delete pictures that came ``before`` that moment, and that nothing shows: documents whose
    text was not kept in the end. Returns their number."""
    old = WorkPicture.objects.filter(image__created_at__lt=before)
    shown, number = {}, 0
    for picture in _unreferenced(old, ReferenceIndex.objects.all()):
        if picture.material_id not in shown:
            shown[picture.material_id] = _shown_by_versions(picture.material)
        if picture.image_id not in shown[picture.material_id]:
            number += _delete([picture])
    return number


def _unreferenced(pictures, references):
    """Those of ``pictures`` that none of the ``references`` leads to."""
    images = ContentType.objects.get_for_model(get_image_model())
    rows = list(pictures.select_related("image", "material"))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        keys = [str(picture.image_id) for picture in some]
        used = references.filter(to_content_type=images, to_object_id__in=keys)
        used = set(used.values_list("to_object_id", flat=True))
        yield from (picture for picture in some if str(picture.image_id) not in used)


def _shown_by_versions(material):
    """Keys of the pictures in all versions of ``material`` that somebody may still look at."""
    if material is None:
        return set()
    versions = Revision.objects.for_instance(material).order_by("-pk")
    body = Material._meta.get_field("body")
    contents = (version.content.get("body") for version in versions.iterator(chunk_size=AT_ONCE))
    if material.is_private:
        contents = [next(contents, None)]
    return set().union(*(pictures_of(body.to_python(content)) for content in contents))


def _delete(pictures):
    number = 0
    for picture in pictures:
        picture.image.delete()
        number += 1
    return number
