"""Counting for many hubs at once: what stands below counts above."""


def roll_up(rows, hubs):
    """Sum counts up the tree.

    ``rows``: pairs of a hub's tree path and the number of its own things.
    ``hubs``: the hubs to count for. Returns ``{hub.pk: number with the hubs below}``.
    """
    rows = list(rows)
    return {
        hub.pk: sum(count for path, count in rows if path.startswith(hub.path)) for hub in hubs
    }
