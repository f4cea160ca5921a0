"""What is asked of the index: a small tree that each database has a compiler for.

Every part is total: whatever a reader types, nothing of a database's own syntax is in here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """Any of ``options``. Each is a run of places that stand beside each other in the text, and
    each place holds the terms of which any will do: ``((("дробь",),), (("ктп",),))``.

    ``label`` is the word as it was typed; ``exact`` marks a phrase in quotes.
    """

    options: tuple
    label: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Prefix:
    """A word of a title that begins so."""

    word: str


@dataclass(frozen=True)
class InTitle:
    """The same as ``part``, and in the title."""

    part: Term


@dataclass(frozen=True)
class And:
    parts: tuple


@dataclass(frozen=True)
class Or:
    parts: tuple


@dataclass(frozen=True)
class Not:
    part: object


@dataclass(frozen=True)
class Everything:
    """All that is indexed."""


@dataclass(frozen=True)
class Mark:
    """All that have one of these marks, which no text has."""

    marks: tuple


NOTHING = Or(())


def both(parts):
    """All of ``parts``, each once, without a needless node; nothing when there is none."""
    parts = tuple(dict.fromkeys(part for part in parts if part != NOTHING))
    return parts[0] if len(parts) == 1 else And(parts) if parts else NOTHING


def either(parts):
    """Any of ``parts``."""
    parts = tuple(dict.fromkeys(part for part in parts if part != NOTHING))
    return parts[0] if len(parts) == 1 else Or(parts)


def wanted_terms(tree):
    """The terms that a text is found by, without those it must not have."""
    if isinstance(tree, Term):
        return [tree]
    if isinstance(tree, InTitle):
        return [tree.part]
    if isinstance(tree, And | Or):
        return [term for part in tree.parts for term in wanted_terms(part)]
    return []


def in_titles(tree):
    """``tree`` asked of titles alone; ``None`` when it cannot be."""
    if isinstance(tree, Term):
        return InTitle(tree)
    if isinstance(tree, And | Or):
        parts = [part if isinstance(part, Not) else in_titles(part) for part in tree.parts]
        return None if None in parts else type(tree)(tuple(parts))
    return None
