"""Covers: hubs with the facts that stand on their labels."""

from dataclasses import dataclass, field

from .sections import get_hub_sections


@dataclass
class Cover:
    """A hub with its facts in words ("34 materials", "128 members")."""

    hub: object
    facts: list[str] = field(default_factory=list)


def covers_of(hubs, user):
    """Covers of ``hubs``, counted in a bounded number of queries."""
    hubs = list(hubs)
    covers = {hub.pk: Cover(hub) for hub in hubs}
    for section in get_hub_sections():
        for pk, count in section.counts(hubs, user).items():
            if count and (fact := section.fact(count)):
                covers[pk].facts.append(fact)
    return list(covers.values())


def covers_below(page, user):
    """Covers of the live hubs that are children of ``page``."""
    from .models import HubPage

    return covers_of(HubPage.objects.child_of(page).live(), user)
