"""The section "Materials" of every hub."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from subjects.sections import HubSection

from .counting import hub_rows, sum_by_hub
from .models import Material
from .views.lists import list_context

OVERVIEW_ITEMS = 6


class MaterialsSection(HubSection):
    """What the bank holds for the hub, its guests and the hubs below."""

    slug = "materials"
    label = _("Materials")
    order = 10
    area = "main"
    overview_template = "materials/hub_overview.html"

    def get_count_rows(self, user):
        return hub_rows(Material.objects.visible_to(user))

    def sum_rows(self, rows, hubs):
        return sum_by_hub(rows, hubs)

    def fact(self, count):
        return ngettext("%(count)s material", "%(count)s materials", count) % {"count": count}

    def get_overview_context(self, hub, request):
        materials = Material.objects.visible_to(request.user).in_hub(hub)
        newest = list(materials.newest_first().for_list()[:OVERVIEW_ITEMS])
        if not newest and hub.is_wound_up:
            return None
        return {"materials": newest, "url": self.get_url(hub), "hub": hub}

    def serve(self, request, hub):
        context = {**self.get_page_context(hub, request), **list_context(request, hub=hub)}
        return TemplateResponse(request, "materials/hub_section.html", context)
