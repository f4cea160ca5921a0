"""The page of a member, and the list of members."""

from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.plugins import Part
from home.views.errors import Gone

from .. import visibility
from ..enums import UserStatus
from ..models import User
from ..profile_page import ProfilePage

VISITOR, MEMBER = "visitor", "member"


@require_safe
def profile(request, handle):
    """``/members/<handle>/``: as much of a member's page as the reader may see."""
    person = _find(handle)
    if person is None:
        raise Http404("No such person.")
    if person.has_left:
        raise Gone
    if not visibility.can_open(request.user, person):
        raise Http404("No page of this person for the reader.")
    if person.username != handle:
        return redirect(person, permanent=True)
    is_own = visibility.is_self(request.user, person)
    shown_as = request.GET.get("as") if is_own else None
    viewer = _stand_in(shown_as) or request.user
    # Names and faces in all parts of the page are those that this viewer sees.
    request.viewer = viewer
    name = person.name_for(viewer)
    page = ProfilePage(person, viewer)
    context = {
        "page_of": page,
        "person": person,
        "title": name,
        "breadcrumbs": [*_way_to(request), (name, request.path)],
        "sections": _get_sections(request, page),
        "is_own": is_own,
        "shown_as": shown_as if viewer is not request.user else "",
        "is_closed_to_viewer": not visibility.can_open(viewer, person),
        "noindex": not visibility.is_public(person) or "as" in request.GET,
        "json_ld": page.get_json_ld(request),
        "description": page.summary,
    }
    return TemplateResponse(request, "members/profile/page.html", context)


def _find(handle):
    """The person of that handle; in any case of letters, unless two differ in nothing else."""
    people = User.objects.select_related("photo", "organisation")
    found = people.filter(username=handle).first()
    if found is None:
        alike = list(people.filter(username__iexact=handle)[:2])
        found = alike[0] if len(alike) == 1 else None
    return found


def _way_to(request):
    """The list of members, for those to whom it is open."""
    if not visibility.is_insider(request.user):
        return []
    return [(_("Members of the community"), reverse("members:directory"))]


def _stand_in(shown_as):
    """Somebody else, for a person who wants to see how others see her page."""
    if shown_as == VISITOR:
        return AnonymousUser()
    if shown_as == MEMBER:
        # A key that nobody has: this member belongs to no hub and has no rights.
        return User(pk=0, status=UserStatus.ACTIVE)
    return None


def _get_sections(request, page):
    """What features show of the person."""
    if page.viewer is not request.user:
        # Features ask the request who reads; the page around them stays the person's own.
        request = copy(request)
        request.user = page.viewer
    parts = []
    for section in visibility.get_sections():
        if not page.shows_section(section):
            continue
        context = section.get_context(request, page.person)
        if context is not None:
            parts.append(Part(section.name, section.template, context))
    return parts
