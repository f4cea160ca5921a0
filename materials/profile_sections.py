"""What the bank shows on the page of an author and on her own ``/me/``."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from home.plugins import MeSection, PortfolioRow, ProfileSection

from .models import Material

SHOWN = 6
MAX_ROWS = 500


class AuthoredMaterials(ProfileSection):
    """The newest materials of the person, and a link to all of them."""

    name = "materials"
    title = _("Materials")
    order = 10
    template = "materials/profile_section.html"
    # They are published under her name already: the page only gathers them.
    default_visibility = "everybody"

    def get_context(self, request, person):
        return _newest(request, person)

    def get_portfolio_rows(self, person, viewer):
        materials = Material.objects.visible_to(viewer).authored_by(person).newest_first()
        rows = materials.select_related("hub").defer("body", "hub__body", "hub__goal")
        return [
            PortfolioRow(
                title=material.title,
                url=material.url,
                note=pgettext("a material's kind and hub", "%(kind)s, %(hub)s")
                % {"kind": material.get_kind_display(), "hub": material.hub.title},
                when=_day(material.first_published_at),
            )
            for material in rows[:MAX_ROWS]
        ]


class OwnMaterials(MeSection):
    """On ``/me/``: what I have published."""

    name = "materials"
    order = 30
    template = "materials/me_section.html"

    def get_context(self, request):
        return _newest(request, request.user)


def _newest(request, person):
    materials = Material.objects.visible_to(request.user).authored_by(person)
    newest = list(materials.newest_first().for_list()[: SHOWN + 1])
    if not newest:
        return None
    has_more = len(newest) > SHOWN
    address = f"{reverse('materials:list')}?{urlencode({'author': person.username})}"
    return {
        "materials": newest[:SHOWN],
        "count": None if has_more else len(newest),
        "url": address if has_more else "",
    }


def _day(moment):
    return timezone.localdate(moment) if moment else None
