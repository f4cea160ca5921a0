"""The tree as FTS5 is asked."""

from itertools import islice, product

from search.documents import ALL
from search.tree import And, Everything, InTitle, Not, Or, Prefix, Term

# Phrases that one run of ambiguous words is written out to.
MOST_PHRASES = 24


def compile_tree(tree, columns=None):
    """The text for ``MATCH``."""
    asked = _compile(tree)
    return f"{{{' '.join(columns)}}} : ({asked})" if columns else asked


def _quoted(terms, mark=""):
    inner = " ".join(f"{mark}{term}".replace('"', "") for term in terms)
    return f'"{inner}"'


def _term(term, mark=""):
    phrases = [
        _quoted(words, mark)
        for option in term.options
        for words in islice(product(*option), MOST_PHRASES)
    ]
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


def _and(tree):
    wanted = [_compile(part) for part in tree.parts if not isinstance(part, Not)]
    asked = " AND ".join(wanted) or _quoted([ALL])
    for part in tree.parts:
        if isinstance(part, Not):
            asked = f"({asked}) NOT {_compile(part.part)}"
    return f"({asked})"


def _compile(tree):
    if isinstance(tree, Term):
        return _term(tree)
    if isinstance(tree, InTitle):
        return _term(tree.part, "=")
    if isinstance(tree, Prefix):
        return f"{_quoted([tree.word], '_')}*"
    if isinstance(tree, And):
        return _and(tree)
    if isinstance(tree, Or):
        return f"({' OR '.join(_compile(part) for part in tree.parts)})" if tree.parts else '""'
    if isinstance(tree, Not):
        return f"({_quoted([ALL])} NOT {_compile(tree.part)})"
    if isinstance(tree, Everything):
        return _quoted([ALL])
    raise TypeError(tree)
