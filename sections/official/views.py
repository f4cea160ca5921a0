"""The page of one official document: its address never changes."""

from django.views.generic import DetailView

from .models import OfficialDocument, OfficialPage


class DocumentView(DetailView):
    """What the register knows of a document, with what it changes and what changed it."""

    template_name = "official/document_detail.html"
    context_object_name = "document"

    def get_queryset(self):
        return OfficialDocument.objects.published().for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        register = OfficialPage.objects.live().first()
        context["register"] = register
        context["breadcrumbs"] = [(register.title, register.url)] if register else []
        context["supersedes"] = self.object.supersedes.newest_first()
        return context
