"""Instructions in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.facets import choices_facet
from search.sources import SearchSource
from sections.audience import AUDIENCE_LABELS

from .models import HelpArticlePage


class InstructionSource(SearchSource):
    name = "help"
    label = _("Instructions")
    order = 40
    template = "search/page_row.html"
    model = HelpArticlePage
    facets = {"audience": choices_facet("audience", AUDIENCE_LABELS.items())}

    def get_queryset(self, user):
        return HelpArticlePage.objects.published()
