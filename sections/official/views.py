"""The page of one official document: its address never changes."""

from django.views.generic import DetailView

from home.metadata import absolute_url

from .metadata import get_json_ld
from .models import OfficialDocument, OfficialPage


class DocumentView(DetailView):
    """What the register knows of a document, with what it changes and what changed it."""

    template_name = "official/document_detail.html"
    context_object_name = "document"

    def get_queryset(self):
        return OfficialDocument.objects.visible_to(self.request.user).for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        document = self.object
        register = OfficialPage.objects.live().first()
        own = (document.requisites, document.url)
        context["register"] = register
        context["permanent_url"] = absolute_url(self.request, document.url)
        context["breadcrumbs"] = [(register.title, register.url), own] if register else [own]
        context["supersedes"] = document.supersedes.newest_first()
        context["description"] = document.subject or document.title
        context["json_ld"] = get_json_ld(document, self.request)
        return context
