"""Pages that an editor closed with Wagtail's view restrictions, for readers who are signed in.

Wagtail sends whoever may not enter to the page for signing in. That helps visitors; somebody
who has signed in would be sent to and fro. It knows no moderators either.
"""

from django.core.exceptions import PermissionDenied
from wagtail.models import PageViewRestriction

from .permissions import published_paths
from .querysets import restrictions_closed_to


def guard_closed_page(page, request, serve_args, serve_kwargs):
    """Lets moderators in to their own pages, and tells other people so. Passwords are left to
    Wagtail."""
    if not request.user.is_authenticated:
        return
    restrictions = page.get_view_restrictions()
    restrictions = restrictions.exclude(restriction_type=PageViewRestriction.PASSWORD)
    keys = list(restrictions.values_list("pk", flat=True))
    if not keys:
        return
    if any(page.path.startswith(path) for path in published_paths(request.user)):
        page.is_entered = True
        return
    if restrictions_closed_to(request.user).filter(pk__in=keys).exists():
        raise PermissionDenied
    return
