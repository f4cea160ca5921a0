"""The account of a newcomer as a machine: whatever happens in whatever order, each change is
logged once, nothing is logged that did not happen, and there is always a way on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from community.members.actions import registration as actions
from community.members.enums import RegistrationMode, RegistrationStatus, UserStatus
from community.members.models import Registration, User
from demo.factories.subjects import HubPageFactory, site_editor

from .test_registration_actions import apply, set_mode

pytestmark = pytest.mark.django_db

ACTS = {
    "confirm": (lambda row, editor: actions.confirm_email(row.user), "members.confirm_email"),
    "approve": (actions.approve, "members.approve_application"),
    "refuse": (lambda row, ed: actions.refuse(row, ed, "Нет"), "members.refuse_application"),
    "withdraw": (lambda row, editor: actions.withdraw(row), "members.withdraw_application"),
    "again": (lambda row, editor: actions.apply_again(row), "members.apply_again"),
}
LEADS_ON = {
    RegistrationStatus.UNCONFIRMED: "confirm",
    RegistrationStatus.WAITING: "approve",
    RegistrationStatus.REFUSED: "again",
    RegistrationStatus.WITHDRAWN: "again",
}


def carry_out(name, registration, editor):
    """Whether anything changed; ``None`` when the act was refused with words."""
    try:
        with transaction.atomic():
            return ACTS[name][0](registration, editor)
    except ValidationError:
        return None


def entries(registration):
    found = ModelLogEntry.objects.filter(object_id=str(registration.user_id))
    return found.filter(action__in=[label for _act, label in ACTS.values()])


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    mode=st.sampled_from([RegistrationMode.OPEN, RegistrationMode.APPROVAL]),
    names=st.lists(st.sampled_from(list(ACTS)), max_size=8),
)
def test_every_change_is_logged_once_and_no_state_is_a_dead_end(db, mode, names):
    with transaction.atomic():
        set_mode(mode)
        editor, hub = site_editor(), HubPageFactory()
        registration = apply(hubs=[hub])
        expected = 0
        was_refused = False
        for name in names:
            before = Registration.objects.get(pk=registration.pk)
            logged = entries(registration).count()
            row = Registration.objects.get(pk=registration.pk)
            changed = carry_out(name, row, editor)
            after = Registration.objects.get(pk=registration.pk)
            let_in = name != "approve" and after.status == RegistrationStatus.APPROVED
            let_in = let_in and before.status != RegistrationStatus.APPROVED
            expected = int(bool(changed)) + int(let_in)
            assert entries(registration).count() - logged == expected
            assert bool(changed) == (
                (before.status, before.confirmed_at) != (after.status, after.confirmed_at)
            )
            was_refused |= after.status == RegistrationStatus.REFUSED
            # Whom staff have refused is let in by staff alone.
            assert not (let_in and was_refused)
            user = User.objects.get(pk=registration.user_id)
            is_in = after.status == RegistrationStatus.APPROVED
            assert (user.status == UserStatus.ACTIVE) == is_in
            assert user.memberships.active().exists() <= is_in
        for _step in range(4):
            row = Registration.objects.get(pk=registration.pk)
            if row.status != RegistrationStatus.APPROVED:
                assert carry_out(LEADS_ON[row.status], row, editor)
        assert Registration.objects.get(pk=registration.pk).status == RegistrationStatus.APPROVED
        transaction.set_rollback(True)
