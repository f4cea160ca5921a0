"""The kinds of news that features have declared."""

from itertools import groupby

from wagtail import hooks


def get_kinds():
    """All kinds in the order in which their features declared them."""
    return [kind for declare in hooks.get_hooks("register_notice_kinds") for kind in declare()]


def get_kind(verb):
    """The kind that tells of ``verb``, or ``None`` when nobody is told of it."""
    return next((kind for kind in get_kinds() if kind.verb == verb), None)


def kinds_by_group():
    """Pairs of a heading and its kinds, for the page where a member chooses."""
    kinds = sorted(get_kinds(), key=lambda kind: str(kind.group))
    return [(group, list(found)) for group, found in groupby(kinds, lambda kind: kind.group)]
