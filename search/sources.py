"""What can be searched: each feature registers a source through ``register_search_source``."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from modelsearch.index import SearchField
from wagtail import hooks
from wagtail.models import Page

from .documents import as_text, column_of
from .matching import kinds_of
from .ranking import PLAIN

# The model of each class of source: putting a QuerySet together to know it costs much.
_model_of = {}


class SearchSource:
    """One kind of thing in the search results.

    ``name``      key of the group, also in the address
    ``label``     heading of the group
    ``template``  one row of the results; gets ``item`` and ``source``
    ``model``     a page type of which this source speaks, so that "pages" does not repeat it
    ``suggests``  whether its things have titles, which are offered while one types
    ``facets``    ``{name: search.facets.Facet}``, by which its results can be narrowed
    ``measures``  what it knows of use and freshness, and the order of the many
    """

    name = ""
    label = ""
    order = 100
    template = "search/result_row.html"
    model = None
    measures = PLAIN
    facets = {}
    suggests = True

    def get_queryset(self, user) -> QuerySet:
        """Everything of this kind that ``user`` may see, with all that its row shows."""
        raise NotImplementedError

    def get_titled(self, user) -> QuerySet:
        """The same, with what titles and addresses need."""
        return self.get_queryset(user).order_by().prefetch_related(None)

    def get_model(self):
        """The model of all that it may give."""
        known = type(self)
        if known not in _model_of:
            _model_of[known] = self.get_queryset(AnonymousUser()).model
        return _model_of[known]

    def get_kinds(self):
        """Keys of the content types of all that it may give."""
        return kinds_of([self.get_model()])

    def get_passages(self, things):
        """``{key: pairs of a place in words and a text}`` of ``things``, for the snippet: what
        is indexed of them beside their title. Asked for what a reader was found to see."""
        if not things:
            return {}
        model = type(things[0])
        if any(thing.get_deferred_fields() for thing in things) or model is Page:
            things = _whole(model, [thing.pk for thing in things])
        return {
            thing.pk: [
                ("", as_text(field.get_value(thing)))
                for field in thing.get_search_fields()
                if isinstance(field, SearchField) and column_of(field) != "title"
            ]
            for thing in things
        }

    def get_further_passages(self, keys):
        """The same of what lies in files, of the things with these keys."""
        return {}

    def get_title(self, thing):
        """What a reader sees ``thing`` called."""
        return getattr(thing, "title", "") or str(thing)

    def get_thing_url(self, thing):
        """Where ``thing`` is read; empty if nowhere."""
        return getattr(thing, "url", "") or ""

    def get_url(self, query):
        """Address of the whole list for ``query`` elsewhere (with filters), or empty."""
        return ""


class Scope(NamedTuple):
    """What of the index a reader may not see: the entries that are ``hidden`` (a condition of
    ``search.models.Entry``), and those of other hubs than ``hubs`` (``None`` among them stands
    for things of no hub), if these are given."""

    hidden: Q
    hubs: set | None = None


class CountedSource(SearchSource):
    """One of which there may be so many things that they are counted in the index, by the facts
    (``search.facts``) that their model gives; each of the ``facets`` has a ``fact``."""

    def get_scope(self, reader) -> Scope:
        """The same that ``get_queryset`` asks of things, as a ``Scope`` for a ``Reader``. Sources
        with the same method are asked together."""
        raise NotImplementedError


def get_sources():
    """All registered sources in their order."""
    sources = [register() for register in hooks.get_hooks("register_search_source")]
    return sorted(sources, key=lambda source: source.order)


def _whole(model, keys):
    """Things with all their fields: lists leave the long ones out."""
    if issubclass(model, Page):
        return Page.objects.filter(pk__in=keys).specific()
    return model._default_manager.filter(pk__in=keys)
