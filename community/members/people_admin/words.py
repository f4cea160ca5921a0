"""How the admin puts into words what stands with a person."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..enums import MembershipRole, UserStatus


def status_words(person):
    """The status as it holds now: a suspension that is over counts as none."""
    if person.status != UserStatus.SUSPENDED:
        return person.get_status_display()
    if not person.is_suspended:
        return UserStatus.ACTIVE.label
    if person.suspended_until is None:
        return _("suspended for good")
    return _("suspended until %(date)s") % {
        "date": date_format(timezone.localtime(person.suspended_until), "DATE_FORMAT")
    }


def hubs_words(memberships):
    """Hubs with the roles there, but for the plain members': «Математика (эксперт)»."""
    return ", ".join(
        membership.hub.title
        if membership.role == MembershipRole.MEMBER
        else f"{membership.hub.title} ({membership.get_role_display()})"
        for membership in memberships
    )


def community_facts(person):
    """What the form shows of the person's place in the community and does not change."""
    active = person.memberships.active().select_related("hub") if person.pk else []
    return [
        (_("Hubs"), hubs_words(active) or _("none")),
        (_("Name is public"), _("yes") if person.name_is_public else _("no")),
    ]


def account_facts(person):
    """What acts change, not the form."""
    return [(_("Status"), status_words(person))]
