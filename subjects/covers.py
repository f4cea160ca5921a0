"""Covers: hubs with the facts that stand on their labels."""

from dataclasses import dataclass, field

from .counts import count_sections
from .sections import get_hub_sections


@dataclass
class Cover:
    """A hub with its facts in words ("34 materials", "128 members")."""

    hub: object
    facts: list[str] = field(default_factory=list)


def covers_of(hubs, user):
    """Covers of ``hubs``, counted in one query."""
    hubs = list(hubs)
    covers = {hub.pk: Cover(hub) for hub in hubs}
    sections = get_hub_sections()
    counts = count_sections(sections, hubs, user) if hubs else {}
    for section in sections:
        for pk, count in counts.get(section.slug, {}).items():
            if count and (fact := section.fact(count)):
                covers[pk].facts.append(fact)
    return list(covers.values())


def covers_below(page, user):
    """Covers of the live hubs that are children of ``page``."""
    from .models import HubPage

    return covers_of(HubPage.objects.child_of(page).live(), user)
