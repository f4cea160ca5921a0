"""Uploads on the disk: pictures are everybody's, a document is sent as Wagtail allows."""

import posixpath

from django.conf import settings
from django.http import Http404
from django.views import static
from django.views.decorators.http import require_safe
from wagtail.documents.views import serve as wagtail_documents

# A picture opened by its address runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve_media(request, path):
    """``/media/``, where no web server stands in front. Documents are not to be had here: at
    their own addresses the site asks whether the reader may have them."""
    path = posixpath.normpath(path).lstrip("/")
    if path.split("/")[0].lower() == "documents":
        raise Http404
    response = static.serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Content-Security-Policy"] = POLICY
    return response


@require_safe
def serve_document(request, document_id, document_filename):
    """``/documents/<id>/<name>``. Wagtail names the encoding "None", which is none."""
    response = wagtail_documents.serve(request, document_id, document_filename)
    if response.headers.get("Content-Encoding") == "None":
        response.headers["Content-Encoding"] = "identity"
    return response
