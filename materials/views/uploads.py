"""Files that arrive in parts, for the script ``uploads.js``. Every answer is JSON: somebody
who is signed out is told where to sign in, and not sent there."""

import json
import re
import time
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.uploads import type_by_extension
from home.uploads.antivirus import UNAVAILABLE

from .. import uploads as acts
from ..fields import make_token
from ..models import Upload
from ..upload_places import may_upload

NUMBER = re.compile(r"[0-9]{1,15}")
MAX_REQUEST = 16 * 1024
# Of one person in an hour: more than anybody sends by hand. Beside MAX_UPLOADS_PER_HOUR.
HOUR = 60 * 60
MAX_PARTS = 10_000


def _answer(status, words, **data):
    return JsonResponse({"error": str(words), **data}, status=status)


def _for_contributors(view):
    """For people who may add works, or other things with files; refusals are JSON with words
    for the person."""

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            words = _("You have been signed out. Sign in, and the files will go on by themselves.")
            return _answer(401, words, sign_in=resolve_url(settings.LOGIN_URL))
        try:
            if not may_upload(request.user):
                raise PermissionDenied(_("Only members of the community add files."))
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            return _answer(403, error)
        except ValidationError as error:
            if error.code == UNAVAILABLE:
                return _answer(503, error.messages[0])
            return _answer(422, " ".join(error.messages))
        except RequestDataTooBig:
            return _too_large()
        except UnreadablePostError:
            return _answer(400, _("The line broke."))

    return guarded


def _is_too_often(user, what, limit):
    key = f"uploads-{what}-{user.pk}-{int(time.time()) // HOUR}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > limit
    except ValueError:  # Forgotten between the two.
        return False


def _slow_down():
    words = _("Too many files at once. Go on in an hour.")
    response = _answer(429, words)
    response.headers["Retry-After"] = str(HOUR)
    return response


def _too_large():
    return _answer(413, _("A part of the file has a wrong size."))


@require_http_methods(["GET", "POST"])
@_for_contributors
def uploads(request):
    """``/materials/uploads/``: GET tells who is signed in, with a fresh token for forms (the
    one in the page is of no use after a new sign-in); POST begins an upload."""
    if request.method == "GET":
        return JsonResponse({"person": request.user.pk, "csrf": get_token(request)})
    if _is_too_often(request.user, "begun", settings.MAX_UPLOADS_PER_HOUR):
        return _slow_down()
    try:
        if int(request.headers.get("Content-Length") or 0) > MAX_REQUEST:
            return _too_large()
        asked = json.loads(request.body)
        name, size = asked["name"], asked["size"]
    except (ValueError, TypeError, KeyError, RecursionError):
        name = size = None
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool) or size < 0:
        return _answer(400, _("The name and the size of the file are missing."))
    upload = acts.begin(request.user, name, size)
    address = reverse("materials:upload", args=[upload.pk])
    response = JsonResponse(
        {"id": str(upload.pk), "url": address, "chunk": acts.MAX_PART, "min_chunk": acts.MIN_PART,
         "offset": 0},
        status=201,
    )  # fmt: skip
    response.headers["Location"] = address
    return response


@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
@_for_contributors
def upload(request, pk):
    """``/materials/uploads/<id>/``: how much has come (GET, HEAD), the next part (PATCH with
    ``Upload-Offset``), giving up (DELETE)."""
    found = Upload.objects.select_related("stored").filter(pk=pk, owner=request.user).first()
    if found is None:
        return _answer(404, _("This upload is no longer there. Choose the file once more."))
    if request.method == "DELETE":
        acts.discard(found)
        return HttpResponse(status=204)
    if request.method != "PATCH":
        return _state(request.user, found)
    if _is_too_often(request.user, "parts", MAX_PARTS):
        return _slow_down()
    asked = request.headers.get("Upload-Offset", "")
    length = request.headers.get("Content-Length") or "0"
    if not NUMBER.fullmatch(asked) or not NUMBER.fullmatch(length):
        return _answer(400, _("It is not said where the part begins."))
    if int(length) > acts.MAX_PART:
        return _too_large()
    try:
        return _state(request.user, acts.receive(found, int(asked), request.body))
    except acts.WrongOffsetError:
        found.refresh_from_db()
        words = _("The part does not go on where the last one ended.")
        return _answer(409, words, offset=found.offset)


def _state(user, found):
    state = {"offset": found.offset, "size": found.size}
    if found.stored is not None:
        stored = found.stored
        kind = type_by_extension(stored.extension)
        state |= {
            "stored": make_token(stored, user),
            "id": stored.pk,
            "name": stored.name,
            "size": stored.size,
            "kind": stored.extension,
            "is_picture": kind is not None and kind.family == "image",
        }
    elif found.error:
        return _answer(422, found.error, offset=found.offset)
    response = JsonResponse(state)
    response.headers["Upload-Offset"] = str(found.offset)
    response.headers["Upload-Length"] = str(found.size)
    return response
