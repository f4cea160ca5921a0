"""The person's own page: who I am here, what waits for me, where I belong."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from .decorators import signed_in


@signed_in
def me(request):
    """The overview of what a person who has signed in has here."""
    context = {
        "title": _("My page"),
        "person": request.user,
        "breadcrumbs": [(_("My page"), request.path)],
        "noindex": True,
    }
    return TemplateResponse(request, "members/me/overview.html", context)
