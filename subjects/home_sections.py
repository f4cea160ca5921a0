"""Hubs on the home page: subjects as a grid of faces."""

from home.navigation import get_section_page
from home.plugins import HomeSection

from .covers import covers_of
from .models import CommunityIndexPage, HubPage, SubjectIndexPage


class SubjectsHomeSection(HomeSection):
    name = "subjects"
    order = 10
    area = "main"
    template = "subjects/home_section.html"

    def get_context(self, request, page):
        """Covers of all live hubs that are not archives, subjects first."""
        wanted = [SubjectIndexPage, CommunityIndexPage]
        indexes = [index for model in wanted if (index := get_section_page(request, model))]
        if not indexes:
            return None
        hubs = HubPage.objects.live().active().under_paths([index.path for index in indexes])
        covers = covers_of(hubs.filter(depth=page.depth + 2).order_by("path"), request.user)
        groups = [
            {
                "index": index,
                "covers": [cover for cover in covers if cover.hub.path.startswith(index.path)],
            }
            for index in indexes
        ]
        groups = [group for group in groups if group["covers"]]
        return {"groups": groups} if groups else None
