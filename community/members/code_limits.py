"""A brake for those who guess codes of invitations. Only wrong codes count, so that a whole
school behind one address comes in within a lesson."""

from allauth.core.internal.ratelimit import consume

# While somebody guesses from many addresses at once (the second line), each address gets few
# tries; the codes of those who really have one still work.
RATES = {
    "code": "60/10m/ip",
    "code_anywhere": "1000/h/key",
    "code_under_attack": "5/10m/ip",
}
EVERYBODY = "everybody"


def may_try(request):
    """Whether a code from this address is looked at now."""
    if not _is_within(request, "code", dry_run=True):
        return False
    is_calm = _is_within(request, "code_anywhere", dry_run=True)
    return is_calm or _is_within(request, "code_under_attack", dry_run=True)


def count_wrong(request):
    """Note that a wrong code came from this address."""
    for action in RATES:
        _is_within(request, action)


def _is_within(request, action, dry_run=False):
    return bool(
        consume(
            request,
            app="members",
            action=action,
            config=RATES,
            key=EVERYBODY,
            dry_run=dry_run,
            limit_get=True,
        )
    )
