"""The tree as PostgreSQL's ``tsquery``."""

from search.documents import ALL, COLUMNS
from search.tree import And, Everything, InTitle, Mark, Not, Or, Prefix, Term


def compile_tree(tree, columns=None):
    """The text of a ``tsquery``."""
    weights = "".join(sorted({COLUMNS[name] for name in columns})) if columns else ""
    return _compile(tree, f":{weights}" if weights else "")


def _quoted(term, mark="", weights=""):
    inner = f"{mark}{term}".replace("\\", "").replace("'", "")
    return f"'{inner}'{weights}"


def _term(term, weights, mark=""):
    options = []
    for option in term.options:
        places = [
            "(" + "|".join(_quoted(word, mark, weights) for word in place) + ")" for place in option
        ]
        options.append("<->".join(places))
    return "(" + "|".join(f"({option})" for option in options) + ")"


def _compile(tree, weights):
    if isinstance(tree, Term):
        return _term(tree, weights)
    if isinstance(tree, InTitle):
        return _term(tree.part, "", "=")
    if isinstance(tree, Prefix):
        return _quoted(tree.word, "_", ":*")
    if isinstance(tree, And):
        return f"({'&'.join(_compile(part, weights) for part in tree.parts)})"
    if isinstance(tree, Or):
        parts = "|".join(_compile(part, weights) for part in tree.parts)
        return f"({parts})" if parts else _quoted(" ")
    if isinstance(tree, Not):
        return f"(!{_compile(tree.part, weights)})"
    if isinstance(tree, Mark):
        return f"({'|'.join(_quoted(mark) for mark in tree.marks)})"
    if isinstance(tree, Everything):
        return _quoted(ALL)
    raise TypeError(tree)
