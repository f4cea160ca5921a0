"""Lists of materials: the bank, a tag's page, and the list inside a hub."""

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe
from taggit.models import Tag

from subjects.paginators import KeysFirstMixin

from ..feeds import feed_url
from ..filters import MaterialFilters
from ..models import Material
from ..pages import bank_breadcrumb

PAGE_SIZE = 20
NEIGHBOURS_SHOWN = 30


class CountedPaginator(KeysFirstMixin, Paginator):
    """Pages of things whose number is known already."""

    count = None

    def __init__(self, things, per_page, count):
        super().__init__(things, per_page)
        self.count = count


def paginate(request, things, count=None):
    """The page that ``page`` in the address asks for; one that is not there is 404. ``count``
    is the number of ``things``, where it is known."""
    if count is None:
        paginator = Paginator(things, PAGE_SIZE)
    else:
        paginator = CountedPaginator(things, PAGE_SIZE, count)
    try:
        return paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(str(error)) from error


def total_label(page_obj):
    """How many were found, in words."""
    total = page_obj.paginator.count
    return ngettext("%(count)s material found", "%(count)s materials found", total) % {
        "count": total
    }


def list_context(request, hub=None):
    """Context of a filtered list: the whole bank, or what a hub shows."""
    filters = MaterialFilters(request.GET, request.user, request.path, hub=hub)
    page_obj = paginate(request, filters.get_queryset(), count=filters.total)
    filters.count_choices()
    feed = feed_url(hub or filters.hub)
    return {
        "filters": filters,
        "form": filters.form,
        "chips": filters.get_chips(),
        "topics": filters.get_topics(),
        "page_obj": page_obj,
        "total_label": total_label(page_obj),
        # Any of the many combinations of filters would only repeat the list to a robot.
        "noindex": bool(filters.query),
        "feed_url": feed,
        "feeds": [(gettext("New materials"), feed)],
    }


@require_safe
def material_list(request):
    """``/materials/``: the whole bank."""
    context = {
        "title": gettext("Materials"),
        "breadcrumbs": [bank_breadcrumb()],
        **list_context(request),
    }
    return TemplateResponse(request, "materials/material_list.html", context)


@require_safe
def tag_detail(request, slug):
    """``/materials/tags/<slug>/``: materials on one topic, and topics that go with it."""
    tag = get_object_or_404(Tag, slug=slug)
    materials = Material.objects.visible_to(request.user).tagged(slug)
    page_obj = paginate(request, materials.newest_first().for_list())
    if not page_obj.paginator.count:
        raise Http404("No published material has this tag.")
    neighbours = (
        Tag.objects.filter(tagged_materials__content_object__in=materials.order_by().values("pk"))
        .exclude(pk=tag.pk)
        .annotate(number=Count("pk"))
        .order_by("-number", "name")[:NEIGHBOURS_SHOWN]
    )
    title = gettext("Topic: %(tag)s") % {"tag": tag.name}
    context = {
        "tag": tag,
        "title": title,
        "page_obj": page_obj,
        "total_label": total_label(page_obj),
        "neighbours": neighbours,
        "breadcrumbs": [bank_breadcrumb(), (title, request.path)],
    }
    return TemplateResponse(request, "materials/tag_detail.html", context)
