"""What the index knows of a thing beside its words: by what it is counted and narrowed.

A model whose things are many (``search.sources.CountedSource``) says it in
``get_search_facts()``. It is written at once with every save, and not with the words in the
background: by the hub it is decided who may see a thing.
"""

from dataclasses import asdict, dataclass

from django.utils import timezone
from modelsearch.utils import get_content_type_pk

from .models import Entry, entry_key


@dataclass(frozen=True)
class Facts:
    """``source``     name of the source of the search that it belongs to
    ``hub``        key of its hub
    ``kind``       what it is, among the things of its source
    ``year``       of its publication
    ``grades``     school years it is for, a bit each
    ``container``  key of what it is a part of, and seen with
    """

    source: str = ""
    hub: int | None = None
    kind: str = ""
    year: int | None = None
    grades: int = 0
    container: int | None = None


NAMES = tuple(Facts.__dataclass_fields__)
NO_FACTS = Facts()


def facts_of(thing):
    """The ``Facts`` of an indexed ``thing``; none of one that is not counted in the index."""
    return thing.get_search_facts() if hasattr(thing, "get_search_facts") else NO_FACTS


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
    key = entry_key(get_content_type_pk(type(instance)), instance.pk)
    Entry.objects.filter(pk=key).update(**asdict(facts_of(instance)))


def follow_container(container, source_names, **facts):
    """What holds things of these sources has changed: so have ``facts`` of all that it holds."""
    Entry.objects.filter(container=container, source__in=source_names).update(**facts)
