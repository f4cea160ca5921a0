"""The texts that people agree to, for everybody to read."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..enums import ConsentKind
from ..models import ConsentText
from ..texts import texts_in_force


def text(request, kind):
    """The version that is in force now."""
    in_force = texts_in_force().get(kind)
    if in_force is None:
        raise Http404
    return _show(request, kind, in_force.version)


def text_version(request, kind, version):
    """Any version that is, or once was, in force."""
    if kind not in ConsentKind.values or version > MAX_VERSION:
        raise Http404
    return _show(request, kind, version)


# More than any site will have, and still a number for every database.
MAX_VERSION = 32_767


def _show(request, kind, version):
    versions = ConsentText.objects.published().filter(kind=kind)
    shown = get_object_or_404(versions, version=version)
    versions = list(versions.defer("body").order_by("-version")[:50])
    is_current = versions[0].pk == shown.pk
    context = {
        "title": shown.title,
        "breadcrumbs": [(shown.title, request.path)],
        "text": shown,
        "versions": versions,
        "is_current": is_current,
        "current": versions[0],
        "noindex": not is_current,
        "description": _("Text that members of the community agree to."),
    }
    return TemplateResponse(request, "members/texts/text.html", context)
