"""What the address of the search page asks for."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .analysis import MAX_QUERY
from .parsing import parse
from .sources import get_sources
from .tree import NOTHING

# By what results are narrowed: the engine's name of it, the parameter of the address (where
# ``kind`` has always been the kind of thing), and its words.
FACETS = {
    "hub": ("hub", _("Subject or community")),
    "kind": ("type", _("Kind of material")),
    "grade": ("grade", _("Grade")),
    "audience": ("audience", _("For whom")),
    "year": ("year", _("Year")),
}
MAX_VALUE, MAX_DIGITS = 40, 6


def clean_query(text):
    """What was typed, without what cannot be meant: control characters, needless spaces."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text[: MAX_QUERY * 4])
    return " ".join(printable.split())[:MAX_QUERY]


@dataclass
class Asked:
    """A request of the search page; raises ``Http404`` for a kind or a page that cannot be."""

    query: str = ""
    kind: str = ""
    filters: dict = field(default_factory=dict)
    page: int = 1
    is_verbatim: bool = False

    @classmethod
    def of(cls, parameters):
        kind, number = parameters.get("kind", ""), parameters.get("page", "1")
        if not number.isdecimal() or len(number) > MAX_DIGITS or int(number) < 1:
            raise Http404
        if kind and kind not in {source.name for source in get_sources()}:
            raise Http404
        filters = {
            name: parameters[parameter][:MAX_VALUE]
            for name, (parameter, _label) in FACETS.items()
            if parameters.get(parameter)
        }
        return cls(
            clean_query(parameters.get("q", "")),
            kind,
            filters,
            int(number),
            parameters.get("verbatim") == "1",
        )

    @cached_property
    def says_something(self):
        return parse(self.query) != NOTHING

    @property
    def source(self):
        """The one that was chosen, or ``None``."""
        return next((one for one in get_sources() if one.name == self.kind), None)

    @property
    def is_first_look(self):
        """Whether the query was asked anew, not looked through."""
        return not self.kind and not self.filters and self.page == 1

    def address(self, **changes):
        """The query string of the same with ``changes`` of its parameters; ``None`` takes one
        away."""
        values = {"q": self.query, "kind": self.kind, "verbatim": "1" if self.is_verbatim else ""}
        values |= {FACETS[name][0]: value for name, value in self.filters.items()}
        return urlencode({name: value for name, value in (values | changes).items() if value})
