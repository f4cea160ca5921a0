"""Materials and collections in the search of the whole site."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.sources import SearchSource

from .models import Material, MaterialCollection


class MaterialSource(SearchSource):
    name = "materials"
    label = _("Materials")
    order = 10
    template = "materials/search_row.html"

    def get_queryset(self, user):
        return Material.objects.visible_to(user).for_list()

    def get_url(self, query):
        return f"{reverse('materials:list')}?{urlencode({'q': query})}"


class CollectionSource(SearchSource):
    name = "collections"
    label = pgettext_lazy("of materials", "Collections")
    order = 20
    template = "materials/collection_search_row.html"

    def get_queryset(self, user):
        return MaterialCollection.objects.visible_to(user).for_list()
