"""What somebody who has signed in must do before anything else.

What is due is found out at sign-in and kept in the session, so that no page asks for it again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.utils import timezone

from .actions.consents import is_due as consents_are_due
from .actions.deletion import is_leaving
from .models import PeopleSettings

SESSION_KEY = "gates"
SECOND_FACTOR_KEY = "second_factor_until"
# For so many seconds the admin believes that nothing has changed about the second factor.
SECOND_FACTOR_SECONDS = 600


@dataclass(frozen=True)
class Gate:
    """A page that somebody must pass: where it is, and whether ``user`` has to."""

    url_name: str
    is_due: Callable
    # Pages that stay open beside those that always do.
    lets_pass: frozenset = frozenset()


GATES = {
    "leaving": Gate(
        "members:me_delete",
        is_leaving,
        lets_pass=frozenset(
            {"members:cancel_deletion", "members:me_data", "members:data_download"}
        ),
    ),
    "password": Gate("members:new_password", lambda user: user.password_is_temporary),
    "consents": Gate(
        "members:consents_due",
        consents_are_due,
        # Who does not agree takes her data with her and leaves.
        lets_pass=frozenset(
            {
                "members:consent_give",
                "members:consent_withdraw",
                "members:data_download",
                "members:me_consents",
                "members:me_data",
                "members:me_delete",
            }
        ),
    ),
}


def remember(request, user):
    """Find out what is due of ``user`` and keep it in her session."""
    due = [name for name, gate in GATES.items() if gate.is_due(user)]
    if due:
        request.session[SESSION_KEY] = due
    else:
        request.session.pop(SESSION_KEY, None)
    return due


def first_due(session):
    """The first gate that stands in this session, or ``None``."""
    return next((GATES[name] for name in session.get(SESSION_KEY, ()) if name in GATES), None)


def needs_second_factor(request):
    """Whether the admin must stay closed until ``request.user`` has set up a second factor."""
    now = timezone.now().timestamp()
    if request.session.get(SECOND_FACTOR_KEY, 0) > now:
        return False
    user = request.user
    asks = PeopleSettings.objects.filter(site__is_default_site=True, needs_second_factor=True)
    if asks.exists() and user.is_staff_member and not has_second_factor(user):
        return True
    request.session[SECOND_FACTOR_KEY] = now + SECOND_FACTOR_SECONDS
    return False


def has_second_factor(user):
    """Whether ``user`` confirms her sign-in by an application with codes or a passkey."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=types).exists()


def forget_second_factor(request):
    """Ask anew at the next page of the admin."""
    request.session.pop(SECOND_FACTOR_KEY, None)
