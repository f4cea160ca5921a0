"""Files of posts, for whoever may read the post."""

from django.http import Http404
from django.views.decorators.http import require_safe

from home.uploads.serving import serve_stored_file
from materials.previews import preview_as_served

from ..attachments import as_shown, find_attachment


@require_safe
def file(request, pk, file_pk):
    """``/posts/<id>/files/<file id>/``"""
    return serve_stored_file(request, as_shown(_find(request, pk, file_pk).stored))


@require_safe
def preview(request, pk, file_pk):
    """``/posts/<id>/files/<file id>/preview/``: the first page, or the picture made small."""
    stored = _find(request, pk, file_pk).stored
    if not stored.preview:
        raise Http404("No such preview.")
    return serve_stored_file(request, preview_as_served(stored))


def _find(request, pk, file_pk):
    found = find_attachment(request.user, pk, file_pk)
    if found is None:
        raise Http404("No such file, or not for this reader.")
    return found
