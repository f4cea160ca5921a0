"""Where one who found nothing may go on: features say so by the hook ``register_search_ways``, a
function ``(request, query)`` that gives a list of ``Way``."""

from dataclasses import dataclass, field

from wagtail import hooks


@dataclass(frozen=True)
class Way:
    """A link with what it is good for; or, with ``links``, a heading over several of them
    (pairs of the words and the address)."""

    label: str
    url: str = ""
    text: str = ""
    icon: str = "arrow-right"
    order: int = 100
    links: list = field(default_factory=list)


def ways_on(request, query):
    """All that the features offer to this reader, in their order."""
    found = [
        way for give in hooks.get_hooks("register_search_ways") for way in give(request, query)
    ]
    return sorted(found, key=lambda way: way.order)
