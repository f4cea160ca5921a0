"""What cases are about, for lists: each thing with its title and address, in a few queries
however many cases there are."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from .kinds import kind_of_type


@dataclass
class Thing:
    """What a case is about, as it is now; ``target`` is ``None`` when it is gone."""

    kind: Any
    target: Any = None

    @property
    def is_gone(self):
        return self.target is None

    @property
    def label(self):
        return self.kind.label

    @property
    def title(self):
        return self.kind.get_title(self.target) if self.target is not None else ""

    @property
    def text(self):
        return self.kind.get_text(self.target) if self.target is not None else ""

    @property
    def url(self):
        return self.kind.get_url(self.target) if self.target is not None else ""

    @property
    def is_up(self):
        return self.target is not None and self.kind.is_up(self.target)


def thing_of(case):
    """The ``Thing`` of one case, with all that its page shows."""
    kind = kind_of_type(case.content_type)
    return Thing(kind, kind.find(case.object_id))


def load_things(cases):
    """Give each of ``cases`` its ``thing``; returns them as a list."""
    cases = list(cases)
    by_type = defaultdict(list)
    for case in cases:
        by_type[case.content_type_id].append(case)
    for group in by_type.values():
        kind = kind_of_type(group[0].content_type)
        found = kind.for_queue({case.object_id for case in group})
        for case in group:
            case.thing = Thing(kind, found.get(case.object_id))
    return cases


def readable_things(cases, user):
    """The things of ``cases`` (from ``load_things``) that are up and that ``user`` may read where
    they stand now: a question for each kind."""
    by_kind = defaultdict(list)
    for case in cases:
        if case.thing.is_up:
            by_kind[case.thing.kind.name].append(case.thing)
    readable = []
    for things in by_kind.values():
        keys = [thing.target.pk for thing in things]
        seen = set(things[0].kind.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
        readable += [thing for thing in things if thing.target.pk in seen]
    return readable
