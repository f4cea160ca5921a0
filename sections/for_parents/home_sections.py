"""What concerns parents, on the home page."""

from home.plugins import HomeSection

from .content import get_articles
from .models import ForParentsPage


class ForParents(HomeSection):
    """The first articles of the parents' page and the way to its timetable."""

    name = "for-parents"
    order = 40
    area = "aside"
    template = "for_parents/home_section.html"
    size = 4

    def get_context(self, request, page):
        parents_page = ForParentsPage.objects.live().first()
        if parents_page is None:
            return None
        articles = get_articles(parents_page)[: self.size]
        return {
            "articles": articles,
            "has_timetable": bool(parents_page.timetable),
            "title": parents_page.title,
            "url": parents_page.url,
        }
