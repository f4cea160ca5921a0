"""The navigation of ``/me/``: what a person keeps and decides about herself."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from home.plugins import MeItem, registered

MENU = [
    MeItem(_("My page"), "members:me", "user-circle", 10, in_header=True),
    MeItem(_("Profile"), "members:me_profile", "edit", 20, in_header=True),
    MeItem(_("Portfolio"), "members:me_portfolio", "certificate", 30),
    MeItem(_("My hubs"), "members:me_memberships", "users", 40, in_header=True),
    MeItem(_("Consents"), "members:me_consents", "file-text", 70),
    MeItem(_("Sign-in and security"), "members:me_security", "lock", 80),
    MeItem(_("My data"), "members:me_data", "download", 90),
]


@dataclass
class MenuLink:
    """One line of the navigation as a page shows it."""

    label: str
    url: str
    icon: str
    count: int
    is_current: bool


def get_menu(request, in_header=False):
    """Lines of the navigation for ``request.user``; with ``in_header`` those that stand in the
    menu at the head of every page. Asked once a request."""
    if not hasattr(request, "_me_menu"):
        request._me_menu = list(_build(request))
    return [link for item, link in request._me_menu if item.in_header or not in_header]


def count_news(request):
    """How many new things wait behind the lines of the menu at the head of every page."""
    return sum(link.count for link in get_menu(request, in_header=True))


def _build(request):
    items = sorted([*MENU, *registered("register_me_item")], key=lambda item: item.order)
    for item in items:
        if item.is_shown is not None and not item.is_shown(request.user):
            continue
        url = item.url
        count = item.get_count(request) if item.get_count else 0
        yield item, MenuLink(item.label, url, item.icon, count, _is_current(request, url))


def _is_current(request, url):
    if url == MENU[0].url:
        return request.path == url
    # A page that lies elsewhere says to which of these it belongs.
    return request.path.startswith(url) or getattr(request, "me_section_url", None) == url
