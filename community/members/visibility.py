"""Who sees what of a person: the one answer, for her page, for lists, templates and data.

A member chooses for each part of her page whether everybody sees it, members of the community
or nobody. Whatever she chose, visitors see her page only with her consent to a public name.
A pupil has no parts to choose: members see the name and the class, visitors see nothing.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from home.plugins import registered
from subjects.permissions import is_site_editor

from .enums import LET_IN, UserStatus, Visibility


@dataclass(frozen=True)
class Part:
    """A part of a person's page and who sees it until the person chooses."""

    name: str
    label: str
    default: str


# A face and words about oneself are more than one's work: visitors see them only when asked for.
OWN_PARTS = [
    Part("photo", _("Photo"), Visibility.MEMBERS),
    Part("position", _("Position"), Visibility.EVERYBODY),
    Part("organisation", _("Organisation"), Visibility.EVERYBODY),
    Part("subjects", _("Subjects taught"), Visibility.EVERYBODY),
    Part("about", _("About oneself"), Visibility.MEMBERS),
    Part("memberships", _("Hubs"), Visibility.MEMBERS),
    Part("email", _("E-mail"), Visibility.NOBODY),
]
DEFAULTS = {part.name: part.default for part in OWN_PARTS}
# What moderators take down when it breaks the rules (``actions.taking_down``).
TAKEN_DOWN_PARTS = {"photo", "about"}


def get_sections():
    """Sections that features plug into people's pages."""
    return registered("register_profile_section")


def get_parts():
    """All parts that a member chooses about, those of features among them."""
    plugged = [Part(one.name, one.title, one.default_visibility) for one in get_sections()]
    return [*OWN_PARTS, *plugged]


def choice_of(person, name, default=None):
    """What ``person`` chose for the part ``name``, or what holds until she does."""
    chosen = (person.visibility or {}).get(name)
    if chosen in Visibility.values:
        return chosen
    return default or DEFAULTS.get(name, Visibility.NOBODY)


def is_insider(viewer):
    """Whether ``viewer`` is somebody of the community; one who waits for approval is not."""
    return viewer is not None and viewer.is_authenticated and viewer.is_member


def is_self(viewer, person):
    """Whether ``viewer`` looks at herself; nobody is an account that is not saved."""
    return viewer is not None and viewer.pk is not None and viewer.pk == person.pk


def can_see(viewer, person, name, default=None):
    """Whether ``viewer`` sees the part ``name`` of ``person``."""
    if person.is_pupil or person.has_left:
        return False
    if is_self(viewer, person):
        return True
    if person.profile_is_hidden and name in TAKEN_DOWN_PARTS:
        return False
    chosen = choice_of(person, name, default)
    if is_insider(viewer):
        return chosen in {Visibility.EVERYBODY, Visibility.MEMBERS}
    return chosen == Visibility.EVERYBODY and person.name_is_public


def is_open(person, name, default=None):
    """Whether ``person`` shows the part ``name`` to everybody who may open her page: so much of
    her goes into the index of the search, which is one for all readers."""
    if person.is_pupil or person.has_left:
        return False
    if person.profile_is_hidden and name in TAKEN_DOWN_PARTS:
        return False
    return choice_of(person, name, default) == Visibility.EVERYBODY


def visible_parts(viewer, person):
    """Names of the parts that ``viewer`` sees of ``person``."""
    return {part.name for part in get_parts() if can_see(viewer, person, part.name, part.default)}


def can_see_name(viewer, person):
    """Whether ``viewer`` sees what ``person`` is called."""
    if person.has_left or person.name_is_public:
        return True
    return is_insider(viewer) or is_self(viewer, person)


def can_open(viewer, person):
    """Whether ``person`` has a page for ``viewer``; links to it stand only where she has."""
    if person.has_left or not person.is_active:
        return False
    if is_self(viewer, person):
        return True
    if person.status in {UserStatus.INVITED, UserStatus.PENDING}:
        # Who is not let in yet is nobody's business but of those who let people in.
        return is_insider(viewer) and is_site_editor(viewer)
    return is_insider(viewer) or is_public(person)


def is_public(person):
    """Whether everybody, and so search engines too, may open the page of ``person``."""
    return (
        person.name_is_public
        and not person.is_pupil
        and person.is_active
        and person.status in LET_IN
    )
