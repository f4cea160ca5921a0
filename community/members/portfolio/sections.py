"""The portfolio on a person's page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.plugins import ProfileSection

from .document import DEFAULT, PART

SHOWN = 5


class PortfolioSection(ProfileSection):
    """The newest entries, with a link to all of them. What it says of who sees it holds for
    the whole portfolio."""

    name = PART
    title = _("Portfolio")
    order = 40
    template = "members/portfolio/section.html"
    default_visibility = DEFAULT

    def get_context(self, request, person):
        viewer = getattr(request, "viewer", None) or request.user
        entries = person.portfolio_entries.visible_to(viewer).order_by("-year", "-pk")[:SHOWN]
        if not entries:
            return None
        url = reverse("members:portfolio", args=[person.username])
        return {"entries": entries, "url": url}
