"""Official documents on the first page of a hub."""

from django.utils.translation import gettext_lazy as _

from home.navigation import get_section_url
from subjects.sections import HubSection

from .models import OfficialDocument, OfficialPage


class OfficialHubSection(HubSection):
    """The hub's orders and regulations; the whole register stands on its own page, where
    a link from here leads with the hub as its filter."""

    slug = "official"
    label = _("Official documents")
    order = 60
    in_tabs = False
    is_view = False
    area = "aside"
    overview_template = "official/hub_overview.html"
    overview_size = 4

    def get_overview_context(self, hub, request):
        documents = OfficialDocument.objects.visible_to(request.user).in_hub(hub)
        documents = documents.binding_first()[: self.overview_size]
        if not documents:
            return None
        register = get_section_url(request, OfficialPage)
        return {"documents": documents, "url": register and f"{register}?hub={hub.slug}"}
