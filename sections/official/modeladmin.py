"""The register of official documents in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail_modeladmin.helpers.search import BaseSearchHandler

from subjects.modeladmin import ScopedModelAdmin

from .models import OfficialDocument


class OfficialDocumentChooser(ChooserViewSet):
    """Chooses the document that amends or repeals another: any of the register, which is
    public as a whole."""

    model = OfficialDocument
    icon = "doc-full"
    choose_one_text = _("Choose a document")
    choose_another_text = _("Choose another document")
    edit_item_text = _("Edit this document")
    per_page = 20


class RegisterSearchHandler(BaseSearchHandler):
    """Finds in the admin what readers find: by words in any form, or by number."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.matching(search_term) if search_term else queryset


class OfficialDocumentAdmin(ScopedModelAdmin):
    """Documents of the user's hubs; a document of the whole site is an editor's."""

    model = OfficialDocument
    menu_label = pgettext_lazy("menu", "Official")
    menu_icon = "doc-full"
    menu_order = 810
    list_display = ["title", "kind", "number", "date", "issuer", "hub", "status"]
    list_filter = ["kind", "status", "date", "hub"]
    list_export = [
        "kind", "number", "date", "issuer", "title", "subject", "status", "superseded_by",
        "repeal_reason", "hub", "document",
    ]  # fmt: skip
    list_select_related = ["hub", "superseded_by", "document"]
    search_fields = ["title", "subject", "number", "issuer"]
    search_handler_class = RegisterSearchHandler
    inspect_view_fields = [
        "kind", "number", "date", "issuer", "title", "subject", "status", "superseded_by",
        "repeal_reason", "hub", "document", "created_at", "updated_at",
    ]  # fmt: skip
    export_filename = "official-documents"
    ordering = ["-date", "-pk"]
    panels = [
        FieldPanel("title"),
        FieldPanel("subject"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("date")]),
        FieldRowPanel([FieldPanel("issuer"), FieldPanel("hub", widget=forms.Select)]),
        FieldPanel("document"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("superseded_by"), FieldPanel("repeal_reason")],
            heading=_("Is it in force"),
        ),
    ]
