"""How features plug into a hub: each registers a ``HubSection`` through the hook
``register_hub_section`` and gets an address, a tab and a place in the overview."""

from dataclasses import dataclass

from wagtail import hooks

from home.plugins import Part, registered

from .counts import count_sections, roll_up


class HubSection:
    """A part of every hub.

    ``slug``      address under the hub and key of the section
    ``label``     the tab's text
    ``in_tabs``   whether it has a tab (a part of the overview alone has none)
    ``is_hidden_empty`` whether a hub that has nothing of it does without the tab
    ``is_view``   whether ``serve`` answers at the address (otherwise a child page does)
    ``area``      where its part of the overview stands: ``main`` or ``aside``
    """

    slug = ""
    label = ""
    order = 100
    in_tabs = True
    is_view = True
    is_hidden_empty = False
    area = "main"
    overview_template = None

    def get_count_rows(self, user):
        """What there is to count of all that ``user`` may see: parts of a union, made by
        ``subjects.counts.count_rows`` under the name ``slug`` or ``slug:something``, each
        with the tree path of the hub as its key. Empty: not counted."""
        return []

    def sum_rows(self, rows, hubs):
        """``{hub.pk: number}`` from the section's own rows, hubs below included."""
        return roll_up([(path, number) for _name, path, _detail, number in rows], hubs)

    def counts(self, hubs, user):
        """The section's counts alone: ``{hub.pk: number}``."""
        return count_sections([self], hubs, user).get(self.slug, {})

    def fact(self, count):
        """The count in words for a hub's cover ("34 materials"), or an empty string."""
        return ""

    def is_shown(self, hub, request):
        """Whether the hub has the section for this visitor."""
        return True

    def get_url(self, hub):
        return f"{hub.url}{self.slug}/"

    def get_overview_context(self, hub, request):
        """Context of ``overview_template``, or ``None`` when there is nothing to show."""

    def serve(self, request, hub):
        """The response at the section's address; extends ``subjects/hub_section.html``."""
        raise NotImplementedError

    def get_page_context(self, hub, request):
        """What ``subjects/hub_section.html`` needs beside the section's own context."""
        return {
            "hub": hub,
            "page": hub,
            "section": self,
            "tabs": hub_tabs(hub, request),
            "active": self.slug,
            "title": self.label,
            "breadcrumbs_tail": [(self.label, self.get_url(hub))],
        }


def hub_acts(hub, request):
    """What the reader may do with the hub as a whole (join it, leave it), for its head: parts
    from the functions ``(hub, request) -> Part or None`` registered by ``register_hub_act``."""
    acts = (act(hub, request) for act in hooks.get_hooks("register_hub_act"))
    return [act for act in acts if act is not None]


@dataclass
class HubTab:
    """One tab in the head of a hub."""

    slug: str
    label: str
    url: str
    count: int | None


def get_hub_sections():
    """All registered sections in their order."""
    return registered("register_hub_section")


def hub_tabs(hub, request):
    """Tabs of ``hub`` for this visitor, all counted in one query."""
    sections = [
        section
        for section in get_hub_sections()
        if section.in_tabs and section.is_shown(hub, request)
    ]
    counts = count_sections(sections, [hub], request.user)
    tabs = []
    for section in sections:
        count = counts.get(section.slug, {}).get(hub.pk)
        if count or not section.is_hidden_empty:
            tabs.append(HubTab(section.slug, section.label, section.get_url(hub), count))
    return tabs


def overview_parts(hub, request):
    """What the sections show on the hub's first page, by area."""
    parts = {"main": [], "aside": []}
    for section in get_hub_sections():
        if not section.overview_template or not section.is_shown(hub, request):
            continue
        context = section.get_overview_context(hub, request)
        if context is not None:
            parts[section.area].append(Part(section.slug, section.overview_template, context))
    return parts
