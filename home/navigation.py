"""Where a reader is and where to go: the main menu and the way from the home page.

Each is worked out once a request, in one query.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from wagtail.models import Site

from .plugins import registered

HOME_URL = "/"


@dataclass
class MenuEntry:
    """One section in the menu."""

    title: str
    url: str
    is_current: bool = False


def get_root_page(request):
    """The home page of the site that answers ``request``, ``None`` when there is no site."""
    site = Site.find_for_request(request)
    return site.root_page if site is not None else None


def get_main_menu(request):
    """Sections of the site: children of the home page that are shown in menus, and those that
    features registered (``register_menu_item``)."""
    if not hasattr(request, "_main_menu"):
        request._main_menu = _build_menu(request)
    return request._main_menu


def get_section_pages(request):
    """Live children of the home page: the sections of the site."""
    if not hasattr(request, "_section_pages"):
        root = get_root_page(request)
        pages = root.get_children().live().order_by("path") if root is not None else []
        request._section_pages = list(pages)
    return request._section_pages


def get_section_page(request, model):
    """The section of the site that is a page of ``model``, as a plain page, or ``None``."""
    content_type = ContentType.objects.get_for_model(model)
    for page in get_section_pages(request):
        if page.content_type_id == content_type.pk:
            return page
    return None


def get_section_url(request, model):
    """Address of the section that is a page of ``model``, or an empty string."""
    page = get_section_page(request, model)
    return page.get_url(request) if page is not None else ""


def _build_menu(request):
    pages = [page for page in get_section_pages(request) if page.show_in_menus]
    menu = [MenuEntry(page.title, page.get_url(request)) for page in pages]
    for item in registered("register_menu_item"):
        place = len(menu) if item.position is None else min(item.position - 1, len(menu))
        try:
            menu.insert(place, MenuEntry(str(item.title), item.url))
        except NoReverseMatch:
            # The feature's addresses are not included in this installation.
            continue
    for entry in menu:
        entry.is_current = bool(entry.url) and request.path.startswith(entry.url)
    return [entry for entry in menu if entry.url]


def get_breadcrumbs(context):
    """The way from the home page to what is shown: pairs of a title and an address.

    Views that are no page of the tree pass ``breadcrumbs``; what a page shows at an address
    below its own adds ``breadcrumbs_tail``. The last pair is the place itself.
    """
    home = (_("Home"), HOME_URL)
    if "breadcrumbs" in context:
        trail = list(context["breadcrumbs"] or [])
        return trail if not trail or trail[0][1] == HOME_URL else [home, *trail]
    page, request = context.get("page"), context.get("request")
    tail = list(context.get("breadcrumbs_tail") or [])
    if not hasattr(page, "get_breadcrumbs"):
        return [home, *tail] if tail else []
    trail = [*page.get_breadcrumbs(request), *tail]
    return [home, *trail] if trail else []
