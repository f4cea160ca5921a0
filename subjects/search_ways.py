"""Where one who found nothing may go on: the hubs that have the most."""

from django.utils.translation import gettext as _

from search.ways import Way

from .counts import count_sections
from .models import HubPage
from .sections import get_hub_sections

SHOWN = 8


def fullest_hubs(request, query):
    """Hubs that this reader may enter, those with the most in them first."""
    hubs = list(HubPage.objects.enterable_by(request.user).active().order_by("path"))
    numbers = dict.fromkeys([hub.pk for hub in hubs], 0)
    if hubs:
        for counts in count_sections(get_hub_sections(), hubs, request.user).values():
            for key, number in counts.items():
                numbers[key] += number
    hubs.sort(key=lambda hub: -numbers[hub.pk])
    links = [(hub.title, hub.get_url(request)) for hub in hubs[:SHOWN]]
    return [Way(_("Look in a subject or a community"), icon="books", order=10, links=links)]
