"""Composes a list of announcements: filters, pages and months."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sections.listing import get_list_context
from subjects.sections import hub_tabs

from .forms import AnnouncementFilterForm


@dataclass
class Month:
    """Announcements of a month (or what is pinned, above the months)."""

    label: str
    announcements: list = field(default_factory=list)


def by_month(announcements):
    """Group ``announcements``, given in their order, under the names of months."""
    months = []
    for announcement in announcements:
        if announcement.is_pinned:
            label = _("Pinned")
        else:
            label = date_format(timezone.localtime(announcement.date), "F Y")
        if not months or months[-1].label != label:
            months.append(Month(label))
        months[-1].announcements.append(announcement)
    return months


def feed_url(hub=None, audience=None):
    """Address of the feed nearest to what the reader looks at."""
    if hub is not None:
        return reverse("announcements:hub_feed", args=[hub.pk])
    if audience:
        return reverse("announcements:audience_feed", args=[audience])
    return reverse("announcements:feed")


def get_index_context(index_page, request):
    """Context of the list on ``index_page`` beside what every page has."""
    hub = index_page.hub
    form = AnnouncementFilterForm(request.GET, hub=hub)
    announcements = form.apply(index_page.get_announcements(request.user)).for_list(within=hub)
    context = get_list_context(request, form, announcements)
    values = form.values()
    context["months"] = by_month(context["page_obj"].object_list)
    context["feed_url"] = feed_url(values.get("hub") or hub, values.get("audience"))
    context["feeds"] = [(index_page.title, context["feed_url"])]
    context["hub"] = hub
    if hub is not None:
        context["tabs"] = hub_tabs(hub, request)
        context["active"] = "announcements"
        context["title"] = index_page.title
    return context
