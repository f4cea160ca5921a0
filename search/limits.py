"""How often one may search. People are counted one by one; visitors by their address, and so
generously that a whole school behind one address, all of its classes at once, never notices."""

from django.core.cache import cache
from django.utils import timezone

from home.visitors import visitor_key

SECONDS = 60
SEARCHES_OF_A_PERSON, SEARCHES_OF_AN_ADDRESS = 120, 3_000
# One for every pause in typing.
SUGGESTIONS_OF_A_PERSON, SUGGESTIONS_OF_AN_ADDRESS = 400, 12_000


def may_search(request):
    """Counts this request; says whether whoever asks is still within bounds."""
    return _is_within(request, "asked", SEARCHES_OF_A_PERSON, SEARCHES_OF_AN_ADDRESS)


def may_be_offered(request):
    """The same of suggestions."""
    return _is_within(request, "offered", SUGGESTIONS_OF_A_PERSON, SUGGESTIONS_OF_AN_ADDRESS)


def _is_within(request, what, of_a_person, of_an_address):
    limit = of_a_person if request.user.is_authenticated else of_an_address
    key = f"search:{what}:{visitor_key(request)}:{timezone.now():%H%M}"
    cache.add(key, 0, SECONDS * 2)
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # It ran out between the two lines.
        return True
