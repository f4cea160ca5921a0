"""A portfolio as one reader may see it."""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.plugins import PortfolioRow
from subjects.models import HubPage

from .. import visibility
from ..enums import MembershipRole, PortfolioKind, Visibility
from .limits import MAX_ROWS

# The name under which a person chooses who sees her portfolio (``visibility``).
PART = "portfolio"
DEFAULT = Visibility.EVERYBODY

KIND_TITLES = {
    PortfolioKind.EDUCATION: gettext_lazy("Education"),
    PortfolioKind.COURSE: gettext_lazy("Courses and training"),
    PortfolioKind.ATTESTATION: gettext_lazy("Attestation"),
    PortfolioKind.PUBLICATION: gettext_lazy("Publications"),
    PortfolioKind.AWARD: gettext_lazy("Awards"),
    PortfolioKind.EXPERIENCE: gettext_lazy("Work and public activity"),
}


@dataclass
class Group:
    """A part of the portfolio: entries of the person, or rows of the site."""

    title: str
    rows: list
    kind: str = ""


@dataclass
class Portfolio:
    """What ``viewer`` sees of the portfolio of ``person``."""

    person: object
    name: str
    facts: list = field(default_factory=list)
    photo: object = None
    own: list = field(default_factory=list)
    known: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not self.own and not self.known


def can_open_portfolio(viewer, person):
    """Whether ``viewer`` may open the portfolio: its owner always; others when they may open
    the person's page and she shows them her portfolio. A pupil's is for the pupil alone."""
    if visibility.is_self(viewer, person):
        return visibility.can_open(viewer, person)
    return visibility.can_open(viewer, person) and visibility.can_see(viewer, person, PART, DEFAULT)


def get_portfolio(person, viewer):
    """The portfolio of ``person`` for ``viewer``, who may open it."""
    return Portfolio(
        person=person,
        # On her own sheet, which she hands in herself, a person has her full name.
        name=(visibility.is_self(viewer, person) and person.get_full_name())
        or person.name_for(viewer),
        facts=list(_facts(person, viewer)),
        photo=person.photo_for(viewer),
        own=group_entries(person.portfolio_entries.visible_to(viewer)),
        known=[group for group in _known(person, viewer) if group.rows],
    )


def group_entries(entries):
    """``entries`` by their parts, the parts in the order of ``PortfolioKind``."""
    places = {kind: place for place, kind in enumerate(PortfolioKind.values)}
    ordered = sorted(entries, key=lambda entry: places.get(entry.kind, len(places)))
    return [
        Group(str(KIND_TITLES[kind]), list(rows), kind)
        for kind, rows in groupby(ordered, key=lambda entry: entry.kind)
    ]


def _facts(person, viewer):
    """What stands under the name: pairs of a label and words."""
    if position := person.position_for(viewer):
        yield _("Class") if person.is_pupil else _("Position"), position
    is_own = visibility.is_self(viewer, person)
    where = person.organisation_name if is_own else person.organisation_for(viewer)
    yield _("Organisation"), where
    if visibility.can_see(viewer, person, "subjects"):
        yield _("Subjects"), person.taught_subjects


def _known(person, viewer):
    """What the site knows: roles in hubs, and what features add."""
    if visibility.can_see(viewer, person, "memberships"):
        yield Group(_("Communities of the site"), _roles(person, viewer))
    for section in visibility.get_sections():
        if visibility.can_see(viewer, person, section.name, section.default_visibility):
            rows = section.get_portfolio_rows(person, viewer)
            yield Group(str(section.title), list(rows)[:MAX_ROWS])


def _roles(person, viewer):
    """Roles in hubs that ``viewer`` may enter, the weightier ones first."""
    weights = {role: weight for weight, role in enumerate(MembershipRole.values)}
    held = person.memberships.active().filter(hub__in=HubPage.objects.open())
    held = held.select_related("hub").order_by("joined_at", "pk")
    ordered = sorted(held, key=lambda membership: -weights[membership.role])
    return [
        PortfolioRow(
            title=membership.hub.title,
            url=membership.hub.get_url() or "",
            note=membership.get_role_display(),
            when=membership.joined_at.date() if membership.joined_at else None,
        )
        for membership in ordered[:MAX_ROWS]
    ]
