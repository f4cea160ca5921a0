"""Gathers what the parents' page shows from the other sections and from the tree."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from home.enums import Audience
from home.models import StandardPage
from home.navigation import get_section_page
from sections.announcements.models import AnnouncementIndexPage, AnnouncementPage
from sections.useful_sites.models import UsefulSite, UsefulSitesPage

from .forms import TimetableFilterForm
from .timetable import kind_links, make_week

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


@dataclass
class Part:
    """A part of the page, for the list of contents."""

    id: str
    title: str


def get_parts(context, page):
    """Parts that the page has, in their order."""
    parts = [
        ("announcements", _("Announcements"), context["announcements"]),
        ("articles", _("What to read"), context["articles"]),
        ("timetable", _("Clubs and sections"), page.timetable),
        ("documents", _("Documents"), context["documents"]),
        ("sites", _("Useful sites"), context["sites"]),
    ]
    return [Part(part_id, title) for part_id, title, content in parts if content]


def get_page_context(page, request):
    """Context of the parents' page beside what every page has."""
    kind = TimetableFilterForm(request.GET).values().get("kind")
    announcements = AnnouncementPage.objects.visible_to(request.user)
    announcements = announcements.for_audience(Audience.PARENTS)
    sites = UsefulSite.objects.visible_to(request.user).for_audience(Audience.PARENTS)
    context = {
        "announcements": list(announcements.for_list()[:ANNOUNCEMENTS]),
        "announcements_url": address_for_parents(get_section_page(request, AnnouncementIndexPage)),
        "articles": get_articles(page),
        "week": make_week(page.timetable, kind),
        "kinds": kind_links(page.timetable, kind),
        "documents": [row for row in page.documents.select_related("document") if row.document],
        "sites": list(sites.addressed_first(Audience.PARENTS)[:SITES]),
        "sites_url": address_for_parents(get_section_page(request, UsefulSitesPage)),
    }
    context["parts"] = get_parts(context, page)
    return context
