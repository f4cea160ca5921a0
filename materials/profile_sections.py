"""What the bank shows on the page of an author and on her own ``/me/``."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from home.plugins import MeSection, PortfolioRow, ProfileSection

from .contribute import works as own
from .models import Material
from .permissions import can_contribute_anywhere

SHOWN = 6
OWN_SHOWN = 4
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
    """On ``/me/``: the works of the person, wherever they stand, and the way to a new one."""

    name = "materials"
    order = 30
    template = "materials/me_section.html"

    def get_context(self, request):
        works = list(own.newest_first(own.for_list(own.works_of(request.user)))[: OWN_SHOWN + 1])
        if not works and (request.user.is_pupil or not request.user.is_member):
            return None
        return {
            "rows": [(material, own.standing_of(material)) for material in works[:OWN_SHOWN]],
            "has_more": len(works) > OWN_SHOWN,
            "may_share": can_contribute_anywhere(request.user),
        }


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
