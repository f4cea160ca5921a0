"""What a notice says only as long as its reader may read what it tells of: a topic is moved into
a closed hub, a work is withdrawn, somebody moderates no more."""

from collections import defaultdict

from django.utils.translation import gettext as _

from .kinds import get_kinds


def without_what_is_out_of_sight(notices, person):
    """``notices`` of ``person`` as a list; those of what she may not read any more say nothing
    but that. Nothing is stored: it may come back. One question for each kind of thing."""
    notices = list(notices)
    guards = {kind.verb: kind.find_readable for kind in get_kinds() if kind.find_readable}
    guarded = defaultdict(list)
    for notice in notices:
        if notice.url and (find_readable := guards.get(notice.verb)):
            guarded[find_readable].append(notice)
    for find_readable, group in guarded.items():
        readable = set(find_readable(person, {notice.url for notice in group}))
        for notice in group:
            if notice.url not in readable:
                # The address may hold the title as well.
                notice.title = _("What you were told of here cannot be read any more")
                notice.text = notice.url = ""
    return notices


def is_in_sight(notice):
    """Whether its reader may still read what ``notice`` tells of."""
    url = notice.url
    (shown,) = without_what_is_out_of_sight([notice], notice.recipient)
    return shown.url == url
