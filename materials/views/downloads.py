"""Downloads: the only way to a file of a material."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from home.uploads.serving import begins_download, serve_stored_file

from .. import actions
from ..gone import raise_if_gone
from ..models import Material, MaterialFile, StoredFile
from ..permissions import can_look_after, can_see_files
from ..previews import preview_as_served
from ..serving import as_served


@require_safe
def download_file(request, pk, stored_id):
    """``/materials/<id>/files/<file-id>/``: counts the download, then sends the file.

    Readers get the files of the published version; those who look after the material get
    those of its newest version too, and are not counted.
    """
    material, stored = _published_file(request.user, pk, stored_id)
    if stored is not None:
        if begins_download(request, as_served(stored)):
            actions.count_download(material, stored)
        return serve_stored_file(request, as_served(stored))
    stored = _draft_file(request.user, pk, stored_id)
    if stored is not None:
        return serve_stored_file(request, as_served(stored))
    if material is None:
        raise_if_gone(pk)
    raise Http404("No such file.")


@require_safe
def preview_file(request, pk, stored_id):
    """``/materials/<id>/files/<file-id>/preview/``: the first page as a picture, for those who
    may have the file; nothing is counted."""
    _material, stored = _published_file(request.user, pk, stored_id)
    if stored is None:
        stored = _draft_file(request.user, pk, stored_id)
    if stored is None or not stored.preview:
        raise Http404("No such preview.")
    return serve_stored_file(request, preview_as_served(stored))


def _published_file(user, pk, stored_id):
    """The material, if ``user`` may read it, and its file of that number, if it has one."""
    material = Material.objects.visible_to(user).filter(pk=pk).first()
    if material is None:
        return None, None
    row = MaterialFile.objects.filter(material=material, stored=stored_id)
    row = row.select_related("stored").first()
    return material, row.stored if row else None


def _draft_file(user, pk, stored_id):
    """A file of the newest version, for its authors and the hub's moderators."""
    if not user.is_authenticated:
        return None
    material = Material.objects.select_related("hub").filter(pk=pk).first()
    if material is None:
        return None
    if not can_see_files(user, material) and not can_look_after(user, material):
        return None
    version = material.get_latest_revision_as_object()
    if stored_id not in {row.stored_id for row in version.files.all()}:
        return None
    return get_object_or_404(StoredFile, pk=stored_id)
