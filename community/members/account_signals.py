"""What follows from signing in, a new password, a confirmed or changed address."""

from allauth.account import signals as account_signals
from allauth.account.models import EmailAddress
from allauth.mfa import signals as factor_signals
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save

from . import gates
from .actions import registration
from .sessions import end_sessions, remember_session


def look_what_is_due(sender, request, user, **kwargs):
    """Somebody has signed in, whichever way."""
    gates.forget_second_factor(request)
    gates.remember(request, user)


def list_session(sender, request, **kwargs):
    """A session has begun: it stands in the person's list from now on."""
    remember_session(request)


def end_other_sessions(sender, request, user, **kwargs):
    """The password is another: whoever came in by the old one is out."""
    is_here = request.user.is_authenticated and request.user.pk == user.pk
    end_sessions(user, keep=request.session.session_key if is_here else None)
    if is_here:
        remember_session(request)


def go_on_with_application(sender, email_address, **kwargs):
    """A newcomer has proved that her address is hers."""
    registration.confirm_email(email_address.user)


def ask_for_second_factor_anew(sender, request, **kwargs):
    """A second factor came or went."""
    gates.forget_second_factor(request)


def drop_former_addresses(sender, instance, created, update_fields, raw=False, **kwargs):
    """A letter to an address that a person no longer has must open nothing of hers."""
    if created or raw or (update_fields is not None and "email" not in update_fields):
        return
    EmailAddress.objects.filter(user=instance).exclude(email=instance.email or "").delete()


def connect():
    user_logged_in.connect(look_what_is_due)
    account_signals.user_logged_in.connect(list_session)
    account_signals.email_confirmed.connect(go_on_with_application)
    for changed in [
        account_signals.password_changed,
        account_signals.password_set,
        account_signals.password_reset,
    ]:
        changed.connect(end_other_sessions)
    for changed in [factor_signals.authenticator_added, factor_signals.authenticator_removed]:
        changed.connect(ask_for_second_factor_anew)
    post_save.connect(drop_former_addresses, sender=get_user_model())
