"""Gathers what the parents' page shows from the other sections and from the tree."""

from dataclasses import dataclass

from home.enums import Audience
from home.models import StandardPage
from sections.announcements.home_sections import site_index
from sections.announcements.models import AnnouncementPage
from sections.useful_sites.models import UsefulSite, UsefulSitesPage

from .forms import EVERYTHING, TimetableFilterForm
from .timetable import KindLink, kinds_in, make_week

ANNOUNCEMENTS = 4
SITES = 6


@dataclass
class Article:
    """A page to read, with a word on why."""

    title: str
    url: str
    annotation: str


def chosen_articles(page):
    """What the editor chose, in her order, without what is not published."""
    rows = page.articles.select_related("article")
    return [
        Article(
            row.article.title, row.article.url, row.annotation or row.article.search_description
        )
        for row in rows
        if row.article is not None and row.article.live
    ]


def child_articles(page):
    """Pages below the parents' page that were not chosen already."""
    chosen = page.articles.values("article")
    children = StandardPage.objects.child_of(page).live().public().exclude(pk__in=chosen)
    return [Article(child.title, child.url, child.lead) for child in children]


def get_articles(page):
    """All articles of the parents' page."""
    return [*chosen_articles(page), *child_articles(page)]


def address_for_parents(page):
    """Address of another section's page, filtered for parents; empty without the page."""
    return f"{page.url}?audience={Audience.PARENTS}" if page else ""


def get_page_context(page, request):
    """Context of the parents' page beside what every page has."""
    kind = TimetableFilterForm(request.GET).values().get("kind")
    kinds = kinds_in(page.timetable)
    links = [KindLink("", EVERYTHING, not kind)]
    links += [KindLink(value, value.label, value == kind) for value in kinds]
    announcements = AnnouncementPage.objects.visible().for_audience(Audience.PARENTS)
    sites = UsefulSite.objects.published().for_audience(Audience.PARENTS)
    return {
        "announcements": announcements.for_list()[:ANNOUNCEMENTS],
        "announcements_url": address_for_parents(site_index()),
        "articles": get_articles(page),
        "week": make_week(page.timetable, kind),
        "kinds": links if len(kinds) > 1 else [],
        "documents": [
            row for row in page.documents.select_related("document") if row.document is not None
        ],
        "sites": sites.for_list().by_title()[:SITES],
        "sites_url": address_for_parents(UsefulSitesPage.objects.live().first()),
    }
