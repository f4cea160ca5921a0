"""Pages for what went wrong: they say what happened and what to do next."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpResponse, RawPostDataException
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ..uploads import megabytes

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# As much as an honest form may still have on its way.
MAX_REST, REST_CHUNK = 64 * 1024 * 1024, 64 * 1024
BARE_PAGE = '<!doctype html><html lang="ru"><title>{0}</title><h1>{0}</h1></html>'


class Gone(Http404):
    """Raised where something was and has been taken away: the answer is 410.

    ``hub`` is where it belonged: anything with a title and a url.
    """

    def __init__(self, hub=None):
        super().__init__()
        self.hub = hub


def gone(request, hub=None):
    """410: it was here; the hub it belonged to is the way on."""
    return render(request, "410.html", {"hub": hub, "noindex": True}, status=410)


def page_not_found(request, exception=None):
    """404, or 410 when what was asked for is known to be gone."""
    if isinstance(exception, Gone):
        return gone(request, hub=exception.hub)
    return render(request, "404.html", {"noindex": True}, status=404)


@never_cache
def permission_denied(request, exception=None):
    """403: the page exists, but not for this reader."""
    return render(request, "403.html", {"noindex": True}, status=403)


@never_cache
def csrf_failure(request, reason=""):
    """403: a form came without its token. Mostly its page was open too long, or the browser
    keeps no cookies; what was typed is still in the browser, one step back."""
    return render(request, "403_csrf.html", {"noindex": True}, status=403)


@never_cache
def too_many_requests(request, exception=None):
    """429: too often in too short a time; waiting is all that helps."""
    return render(request, "429.html", {"noindex": True}, status=429)


@never_cache
def too_much(request):
    """413: more was sent than the site takes at once. A form that keeps its draft on the device
    (``drafts.js``) comes back with all that was typed."""
    _take_in_the_rest(request)
    context = {
        "noindex": True,
        "back": _form_address(request),
        "limit": megabytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
    }
    return render(request, "413.html", context, status=413)


def _take_in_the_rest(request):
    """Read what is still on its way, within limits: a browser shows no answer to a request that
    it has not been able to send."""
    left = MAX_REST
    try:
        while left > 0 and (data := request.read(REST_CHUNK)):
            left -= len(data)
    except (OSError, RawPostDataException):
        # The line broke, or all of it was read already.
        return


def _form_address(request):
    """The page of this site on which the form stands, without its host; empty if unknown."""
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return ""
    return urlunsplit(("", "", *urlsplit(address)[2:4], ""))


def bad_request(request, exception=None):
    """400: the request cannot be understood. Nothing of it is used, not even the session."""
    if isinstance(exception, TOO_MUCH):
        return too_much(request)
    return HttpResponse(
        BARE_PAGE.format(_("The request cannot be understood. Go back and try again.")), status=400
    )


def server_error(request):
    """500: nothing here may fail in its turn, so the page needs neither database nor session."""
    try:
        page = loader.get_template("500.html").render()
    except TemplateDoesNotExist:
        page = BARE_PAGE.format("500")
    return HttpResponse(page, status=500)
