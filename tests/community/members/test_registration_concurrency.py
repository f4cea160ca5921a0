"""Several act on one application at the same moment: one decides, the others are told."""

import pytest
from django.core.exceptions import ValidationError

from community.members.actions import registration as actions
from community.members.enums import RegistrationStatus
from community.members.models import Registration
from demo.factories.subjects import HubPageFactory, site_editor

from .test_registration_actions import confirmed, logged


def waiting_application():
    registration = confirmed(hubs=[HubPageFactory()])
    return registration.pk, [site_editor() for _ in range(3)]


def found(pk):
    return Registration.objects.select_related("user").get(pk=pk)


@pytest.mark.parametrize("round_number", range(2))
def test_one_decision_counts(crowd, round_number):
    pk, (first, second, third) = crowd.once(waiting_application)
    results = crowd.together(
        [
            lambda: actions.approve(found(pk), first),
            lambda: actions.approve(found(pk), second),
            lambda: actions.refuse(found(pk), third, "Нет"),
        ],
        refusals=ValidationError,
    )
    decided = [name for name in crowd.once(lambda: logged(found(pk))) if "application" in name]
    assert len(decided) == results.count(True) == 1
    status = crowd.once(lambda: found(pk).status)
    assert status in {RegistrationStatus.APPROVED, RegistrationStatus.REFUSED}
