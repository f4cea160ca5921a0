"""Pages for what went wrong: they say what happened and what to do next."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

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


def bad_request(request, exception=None):
    """400: the request cannot be understood. Nothing of it is used, not even the session."""
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
