"""The page of a member."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from ..models import User


def profile(request, handle):
    """A member's page, for those who may see it."""
    person = get_object_or_404(User.objects.members(), username=handle)
    name = person.name_for(request.user)
    if not person.name_is_public and not request.user.is_authenticated:
        raise Http404
    context = {"person": person, "title": name, "breadcrumbs": [(name, request.path)]}
    return TemplateResponse(request, "members/profile.html", context)
