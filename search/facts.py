"""What the index knows of a thing beside its words: by what it is counted and narrowed.

A model whose things are many (``search.sources.CountedSource``) says it in
``get_search_facts()``. It is written at once with every save, and not with the words in the
background: by the hub it is decided who may see a thing.
"""

from dataclasses import asdict, dataclass, replace

from django.utils import timezone
from modelsearch.utils import get_content_type_pk

from .models import Cell, Entry, entry_key


@dataclass(frozen=True)
class Facts:
    """``source``     name of the source of the search that it belongs to
    ``hub``        key of its hub
    ``kind``       what it is, among the things of its source
    ``year``       of its publication
    ``grades``     school years it is for, a bit each
    """

    source: str
    hub: int | None = None
    kind: str = ""
    year: int | None = None
    grades: int = 0

    def cell(self):
        """The ``Cell`` of all things of which the same is known."""
        values = asdict(self)
        key = " ".join(map(str, values.values()))
        return Cell.objects.get_or_create(key=key, defaults=values)[0]


NAMES = tuple(Facts.__dataclass_fields__)


def places_of(things):
    """Where each of ``things`` is counted, in their order: the fields of its entry."""
    cells = {}
    for thing in things:
        if not hasattr(thing, "get_search_facts"):
            yield {}
            continue
        facts = thing.get_search_facts()
        if facts not in cells:
            cells[facts] = facts.cell()
        yield {"cell": cells[facts], "container": getattr(thing, "search_container", None)}


def year_of(moment):
    """The year of a moment where the site is; ``None`` of none."""
    return timezone.localtime(moment).year if moment else None


def bits_of(numbers):
    """Small numbers, each once, as one."""
    return sum(1 << number for number in set(numbers))


def numbers_of(bits):
    """The small numbers that were made one."""
    return [number for number in range(bits.bit_length()) if bits >> number & 1]


def follow_facts(instance, **_kwargs):
    """A thing was saved: what is known of it beside its words is written at once."""
    entry = Entry.objects.filter(pk=entry_key(get_content_type_pk(type(instance)), instance.pk))
    # Not yet indexed: then all is written at once.
    if entry.exists():
        [place] = places_of([instance])
        entry.update(**place)


def follow_container(container, source_names, **facts):
    """What holds things of these sources has changed: so have ``facts`` of all that it holds."""
    held = Entry.objects.filter(container=container, cell__source__in=source_names)
    for cell in Cell.objects.filter(pk__in=held.values("cell")):
        before = Facts(**{name: getattr(cell, name) for name in NAMES})
        held.filter(cell=cell).update(cell=replace(before, **facts).cell())
