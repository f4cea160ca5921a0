"""Pages for what went wrong: they say what happened and what to do next."""

from django.shortcuts import render
from django.template.response import TemplateResponse


def permission_denied(request, exception=None):
    """403: the page exists, but not for this reader."""
    return render(request, "403.html", status=403)


def page_not_found(request, exception=None):
    """404."""
    return render(request, "404.html", status=404)


def server_error(request):
    """500: nothing here may fail in its turn."""
    return TemplateResponse(request, "500.html", status=500)
