"""From an address to a page in two queries, however deep the page stands.

Wagtail walks down the tree with two queries a level. Here all pages on the way are asked for
at once, and what was learnt on the way (ancestors) is kept with the page for breadcrumbs and
view restrictions.
"""

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from wagtail.models import Page, PageViewRestriction, Site

# Deeper than any tree of ours; a longer address is nobody's.
MAX_DEPTH = 12


def find_way(root, components):
    """Pages from ``root`` along ``components``, as far as there are any; each knows whether
    a view restriction hangs on it (``is_restricted``)."""
    addresses = {}
    url_path = root.url_path
    for component in components:
        url_path = f"{url_path}{component}/"
        addresses[url_path] = len(addresses) + 1
    along = Q(slug__in=set(components), url_path__in=list(addresses), path__startswith=root.path)
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    found = (
        Page.objects.filter(Q(pk=root.pk) | along)
        .annotate(is_restricted=Exists(restrictions))
        .select_related("content_type")
        .order_by("depth")
    )
    way = []
    for page in found:
        if page.pk != root.pk and addresses[page.url_path] != len(way):
            break
        way.append(page)
    return way


def route_from(root, request, components):
    """The route to the page at ``components`` below ``root``.

    Raises ``Http404`` when there is none, or when a page on the way to it is not public:
    what stands under an unpublished page is hidden with it.
    """
    if len(components) > MAX_DEPTH:
        raise Http404
    way = find_way(root, components)
    if len(way) < 2:
        raise Http404
    *ancestors, last = way
    if not all(page.live for page in ancestors):
        raise Http404
    page_class = last.specific_class or Page
    related = getattr(page_class, "select_related_on_route", ())
    page = page_class._default_manager.select_related(*related).get(pk=last.pk)
    page.known_ancestors = ancestors
    page.is_restricted = last.is_restricted
    page._cached_parent_obj = ancestors[-1]
    return page.route(request, components[len(way) - 1 :])


def route_request(request, path):
    """Find the page for ``request`` in the way above and leave the route where Wagtail looks
    for it. The home page itself, and addresses of no page, are left to Wagtail."""
    site = Site.find_for_request(request)
    components = [component for component in path.split("/") if component]
    if site is None or not components or not site.root_page.live:
        return
    try:
        request._wagtail_route_for_request = route_from(site.root_page, request, components)
    except Http404:
        request._wagtail_route_for_request = None
