"""How features plug into pages that know no feature: each registers an object of one of
these classes through a Wagtail hook, and the page asks all that are registered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from wagtail import hooks


class HomeSection:
    """A part of the home page, registered by ``register_home_section``.

    ``area`` says where it stands: ``lead`` (the first screen), ``main``, ``aside`` (beside the
    last of the main ones) or ``bottom``.
    """

    name = ""
    order = 100
    area = "main"
    template = ""

    def get_context(self, request, page):
        """Context of the template, or ``None`` when there is nothing to show."""
        return {}


@dataclass
class Part:
    """What one feature shows on a page; ``{% plugged part %}`` renders it."""

    name: str
    template: str
    context: dict


def page_end_parts(thing, request):
    """What features add below the content of a page or of a thing that has a page of its own
    (comments): parts from the functions ``(thing, request) -> Part or None`` registered by
    ``register_page_end``."""
    parts = (make(thing, request) for make in hooks.get_hooks("register_page_end"))
    return [part for part in parts if part is not None]


@dataclass
class MeItem:
    """A page of ``/me/`` in the navigation of the person's own pages.

    Apps above ``community.members`` register theirs by ``register_me_item``. ``get_count`` gets
    the request and says how many new things wait there; ``in_header`` puts the item into the
    menu under the person's name in the head of every page, where its count is shown as well.
    ``is_shown`` gets the person.
    """

    label: str
    url_name: str
    icon: str = ""
    order: int = 100
    get_count: Callable | None = None
    in_header: bool = False
    is_shown: Callable | None = None

    @property
    def url(self):
        return reverse(self.url_name)


class MeSection:
    """A part of the overview ``/me/``, registered by ``register_me_section``."""

    name = ""
    order = 100
    template = ""

    def get_context(self, request):
        """Context of ``template``, or ``None`` when there is nothing to show."""
        return {}


class ProfileSection:
    """A part of a person's page, registered by ``register_profile_section``.

    ``name`` is also the key under which the person chooses who sees the part;
    ``default_visibility`` (``everybody``, ``members`` or ``nobody``) holds until she does.
    ``is_for_pupils`` says whether a pupil's page may have it.
    """

    name = ""
    title = ""
    order = 100
    template = ""
    default_visibility = "members"
    is_for_pupils = False

    def get_context(self, request, person):
        """Context of ``template``, or ``None`` when there is nothing to show."""
        return {}

    def get_portfolio_rows(self, person, viewer):
        """What the site itself knows for the person's portfolio: ``PortfolioRow``s."""
        return []


@dataclass
class PortfolioRow:
    """One line that a feature adds to a portfolio: ``title`` links to ``url``; ``note`` says
    what it is, ``when`` is the date it is sorted by."""

    title: str
    url: str = ""
    note: str = ""
    when: date | None = None


class PersonalDataSource:
    """What a feature keeps of a person, registered by ``register_personal_data_source``: the
    person may have a copy of it, and have it taken away."""

    name = ""
    order = 100

    def export(self, person):
        """``{file name: dict or list for JSON, or an open binary file}``."""
        return {}

    def erase(self, person, public_name):
        """Take away what is personal; words that stay are signed ``public_name``."""


@dataclass
class NoticeKind:
    """News of one kind, declared through the hook ``register_notice_kinds`` (a list of them).

    ``verb``      of the activity that it tells of (``subjects.signals.activity``)
    ``label``     what it is called where a member chooses which news she gets
    ``group``     the heading under which it stands there
    ``template``  text: the first line is the title, the rest after an empty line is the body;
                  gets ``event`` (actor, verb, target, hub), its four parts, and ``recipient``
    ``get_recipients``  people to tell, given the event
    ``get_url``   the address it leads to, given the event
    ``is_mandatory``    a letter that the person must get, whatever she chose
    ``is_told_once``    not told again until the person has looked: whoever has an unread notice
                        that leads to the same address gets no second one
    ``find_readable``   of what can leave a reader's sight: given the person and addresses, those
                        of them that she may read now. A notice of any other one keeps its words
                        to itself. Without it they are hers for good
    """

    verb: str
    label: str
    group: str
    template: str
    get_recipients: Callable
    get_url: Callable
    is_mandatory: bool = False
    is_told_once: bool = False
    find_readable: Callable | None = None


class FeedSource:
    """Something that the StreamField's feed block can list, registered by
    ``register_feed_source``.

    ``template`` gets ``items``, ``title``, ``url`` and ``link_label`` (of all of them, both may
    be empty), ``hub`` and the request.
    """

    name = ""
    label = ""
    template = ""
    order = 100

    def get_items(self, request, hub, limit):
        """The newest ``limit`` things that a visitor may see, of ``hub`` or of the whole site."""
        raise NotImplementedError

    def get_url(self, hub):
        """Where all of them are, or an empty string."""
        return ""

    def accepts(self, page):
        """Whether things may be asked of ``page``, which the editor chose as the hub."""
        return True


def registered(hook_name):
    """Objects that features registered under ``hook_name``, in their order."""
    plugins = [register() for register in hooks.get_hooks(hook_name)]
    return sorted(plugins, key=lambda plugin: getattr(plugin, "order", 100))


@dataclass
class MenuItem:
    """A section that is no page of the tree, registered by ``register_menu_item``.

    ``position`` is its place in the main menu, counted from 1; without it the item stands last.
    """

    title: str
    url_name: str
    position: int | None = None
    order: int = 100

    @property
    def url(self):
        return reverse(self.url_name)


@dataclass
class SitePage:
    """A page that every site has once, registered by ``register_site_page``; the command
    ``start_site`` creates the missing ones under the home page."""

    model: type
    title: str
    slug: str
    order: int = 100
    show_in_menus: bool = True
