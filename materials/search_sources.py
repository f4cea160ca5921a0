"""Materials and collections in the search of the whole site."""

from urllib.parse import urlencode

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.uploads.extraction import place_label
from search.facets import Facet, choices_facet, year_facet
from search.ranking import Measures
from search.sources import CountedSource, Scope, SearchSource
from subjects.facets import enterable_hubs, hub_facet

from .enums import MaterialKind
from .labels import grades_label
from .models import Material, MaterialCollection, MaterialFile


def describe_grades(values):
    """``{grade: its words}``."""
    return {value: grades_label([value]) for value in values}


class MaterialSource(CountedSource):
    name = "materials"
    label = _("Materials")
    order = 10
    template = "materials/search_row.html"
    measures = Measures(
        use="download_count",
        date="first_published_at",
        static_order=("-first_published_at", "-pk"),
        ahead=1.0,
    )
    facets = {
        "hub": hub_facet(),
        "kind": choices_facet("kind", MaterialKind.choices, fact="kind"),
        "grade": Facet(F("grades"), describe_grades, int, is_many=True, fact="grades"),
        "year": year_facet("first_published_at"),
    }

    def get_queryset(self, user):
        # With its long text, of which the snippet is taken.
        return Material.objects.visible_to(user).with_parts().defer("hub__body", "hub__goal")

    def get_titled(self, user):
        return Material.objects.visible_to(user).order_by().only("title")

    def get_scope(self, reader):
        drafts = Material.objects.exclude(live=True).order_by().values("pk")
        return Scope(Q(object_id__in=drafts), set(reader.once(enterable_hubs)))

    def get_further_passages(self, keys):
        """What is written in its files, place by place."""
        passages = {}
        rows = MaterialFile.objects.filter(material__in=keys, stored__isnull=False)
        for row in rows.select_related("stored__text").order_by("sort_order", "pk"):
            text = getattr(row.stored, "text", None)
            for place, words in text.parts if text else []:
                where = ", ".join(filter(None, [row.label, place_label(place)]))
                passages.setdefault(row.material_id, []).append((where, words))
        return passages

    def get_url(self, query):
        return f"{reverse('materials:list')}?{urlencode({'q': query})}"


class CollectionSource(SearchSource):
    name = "collections"
    label = pgettext_lazy("of materials", "Collections")
    order = 20
    template = "materials/collection_search_row.html"
    facets = {"hub": hub_facet(), "year": year_facet("first_published_at")}

    def get_queryset(self, user):
        return MaterialCollection.objects.visible_to(user).for_list()
