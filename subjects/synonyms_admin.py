"""The register of words that mean the same to the search, for the editors of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_modeladmin.helpers import ButtonHelper

from search.models import Synonym

from .modeladmin import ScopedCreateView, ScopedModelAdmin
from .permissions import SiteEditorsPolicy


class SynonymButtonHelper(ButtonHelper):
    """The button of the list, in words that agree."""

    def add_button(self, classnames_add=None, classnames_exclude=None):
        button = super().add_button(classnames_add, classnames_exclude)
        return {**button, "label": _("Add a line"), "title": _("Add a line")}


class SynonymCreateView(ScopedCreateView):
    """A new line may begin with what somebody looked for in vain."""

    def get_instance(self):
        line = super().get_instance()
        if self.request.method == "GET":
            line.words = self.request.GET.get("words", "")[
                : line._meta.get_field("words").max_length
            ]
        return line


class SynonymAdmin(ScopedModelAdmin):
    """A line is words that mean the same. What is changed here acts with the next search."""

    model = Synonym
    menu_label = _("Words of the search")
    menu_icon = "search"
    menu_order = 840
    create_view_class = SynonymCreateView
    button_helper_class = SynonymButtonHelper
    list_display = ["words"]
    search_fields = ["words"]
    list_export = ["words"]
    export_filename = "words-of-the-search"
    inspect_view_fields = ["words"]
    ordering = ["words"]
    panels = [FieldPanel("words")]

    def get_permission_policy(self):
        return SiteEditorsPolicy(self.model)
